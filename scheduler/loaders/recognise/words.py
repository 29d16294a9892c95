"""What the cells of a column of words say: priority, status, tier, yes and no."""

# ruff: noqa: E501 - a value a line reads as the table it is

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

PRIORITY: dict[int, str] = {
    1: "critical|e|em|emerg|emergency|very urgent|highest|immediate|blocker|very high|sev1|severity 1|p1|特急|非常紧急|最高|一级|极高|重大|危急|抢修|最急|加急特办",
    2: "high|important|sev2|p2|高|较急|较高|重要|二级|优先|急|严重",
    3: "normal|medium|moderate|standard|routine|regular|default|sev3|p3|一般|普通|中|正常|常规|三级|标准|平",
    4: "low|lowest|minor|planned|planning|when possible|non urgent|not urgent|sev4|p4|低|不急|较低|四级|可延后|计划|缓|不紧急|次要",
}  # fmt: skip
URGENT = frozenset(("urgent", "紧急", "加急", "rush"))
"""Words that are the most urgent of some companies and the second of others."""

STATUS: dict[str, str] = {
    "open": "new|open|none|unassigned|pending|pending dispatch|to schedule|unscheduled|to be scheduled|to plan|draft|created|logged|received|waiting|ready|ready to schedule|requested|approved|released|not started|backlog|open - unscheduled|待派|待派工|未派工|待派单|未派单|待分配|未分配|新建|待处理|未处理|待受理|已受理|已登记|已审核|审核|已创建|待预约|已预约|待安排|未安排|开立|开始|未开始|登记|受理|待接单|待上门|未完成|创建|待服务|已提交|审核通过|打开|下达|已下达",
    "planned": "scheduled|assigned|dispatched|planned|booked|accepted|allocated|confirmed|committed|open - scheduled|已派工|已派单|已分配|已排程|已安排|已接单|已排班|待执行|已确认|已指派",
    "travelling": "en route|travelling|traveling|on the way|on route|已出发|出发|途中|前往中|路上",
    "started": "in progress|started|on site|onsite|working|work in progress|wip|arrived|open - in progress|进行中|处理中|服务中|已到场|已到达|作业中|维修中|施工中|执行中",
    "finished": "completed|complete|done|closed|finished|resolved|closed complete|open - completed|posted|closed - posted|invoiced|fixed|已完成|完成|已关闭|关闭|已结单|结案|已解决|完工|已完工|已回访|已结束|已归档|已结算",
    "cancelled": "cancelled|canceled|cancel|void|voided|rejected|withdrawn|cannot complete|closed incomplete|closed - canceled|duplicate|declined|aborted|no access cancelled|已取消|取消|作废|已作废|已撤销|撤销|撤单|退单|已退单|已退回|无效|已驳回|驳回|已终止|终止|删除",
}  # fmt: skip
HOLD = frozenset(
    [
        "on hold",
        "hold",
        "waiting for parts",
        "waiting on parts",
        "waiting on customer",
        "need parts",
        "needs parts",
        "parts ordered",
        "parts on order",
        "pending customer",
        "awaiting parts",
        "waiting parts",
        "suspended",
        "paused",
        "parked",
        "blocked",
        "deferred",
        "waiting for customer",
        "awaiting customer",
        "pending parts",
        "挂起",
        "暂停",
        "搁置",
        "待料",
        "等待配件",
        "待配件",
        "待备件",
        "等备件",
        "等配件",
        "缺配件",
        "缺备件",
        "等料",
        "冻结",
        "缺件",
        "待件",
        "已挂起",
        "等待客户",
        "待客户确认",
    ]
)
"""Orders that nobody is to be sent to now."""

TIER: dict[str, str] = {
    "junior": "一星|二星|1星|2星|helper|junior|jr|trainee|apprentice|basic|level 1|l1|grade 1|entry|beginner|c|初级|初级工|学徒|见习|助理|一级|初级工程师|初级技师|低|实习|试用|初",
    "intermediate": "三星|四星|3星|4星|mechanic|technician|intermediate|mid|middle|regular|skilled|standard|journeyman|level 2|l2|grade 2|qualified|b|中级|中级工|中级工程师|中级技师|二级|中|普通|正式",
    "senior": "五星|5星|foreman|senior|sr|expert|lead|principal|advanced|master|specialist|level 3|l3|grade 3|a|高级|高级工|高级工程师|高级技师|技师|专家|资深|三级|高|首席|主管|骨干",
}  # fmt: skip

YES = frozenset(
    [
        "yes",
        "y",
        "true",
        "1",
        "active",
        "enabled",
        "employed",
        "available",
        "working",
        "on",
        "x",
        "是",
        "在职",
        "启用",
        "有效",
        "正常",
        "可用",
        "在岗",
        "正式",
        "试用",
        "已启用",
        "✓",
        "√",
    ]
)
NO = frozenset(
    [
        "no",
        "n",
        "false",
        "0",
        "inactive",
        "disabled",
        "left",
        "leaver",
        "terminated",
        "off",
        "unavailable",
        "否",
        "离职",
        "停用",
        "无效",
        "禁用",
        "不可用",
        "离岗",
        "已离职",
        "停职",
        "未启用",
        "退休",
        "注销",
    ]
)

HALF_DAYS: dict[str, str] = {
    "am": "08:00/12:00", "morning": "08:00/12:00", "a.m.": "08:00/12:00", "上午": "08:00/12:00", "早上": "08:00/12:00",
    "pm": "12:00/18:00", "afternoon": "12:00/18:00", "p.m.": "12:00/18:00", "下午": "12:00/18:00",
    "evening": "18:00/21:00", "晚上": "18:00/21:00", "中午": "11:00/14:00", "noon": "11:00/14:00",
}  # fmt: skip
ANY_TIME = frozenset(
    [
        "all day",
        "any time",
        "anytime",
        "any",
        "full day",
        "whole day",
        "flexible",
        "asap",
        "tbc",
        "tba",
        "n/a",
        "-",
        "全天",
        "不限",
        "任意",
        "随时",
        "待定",
        "无",
        "尽快",
        "均可",
        "都可以",
    ]
)


def tidy(value: object) -> str:
    """A value as it is compared: without case and doubled spaces, full-width signs as plain ones."""
    return " ".join(unicodedata.normalize("NFKC", str(value)).strip().lower().split())


def priorities(values: Iterable[str]) -> tuple[dict[str, int], list[str]]:
    """Their words -> 1 (most urgent) to 4; and the words that say nothing.

    >>> priorities(["P1 Emergency", "P3 Normal"])
    ({'P1 Emergency': 1, 'P3 Normal': 3}, [])
    >>> priorities(["紧急", "一般"])[0], priorities(["特急", "紧急", "一般"])[0]
    ({'一般': 3, '紧急': 1}, {'特急': 1, '一般': 3, '紧急': 2})
    """
    found: dict[str, int] = {}
    later, strange = [], []
    for value in values:
        text = tidy(value)
        number = re.match(r"(?:p|prio|priority|sev|级别|等级|优先级)?\s*-?\s*([0-9])\b(?!\d)", text)
        level = next((level for level, words in PRIORITY.items() if text in words.split("|")), None)
        if level is None and text in URGENT:
            later.append(value)
        elif level is None and number and 1 <= int(number[1]) <= 5:
            found[value] = min(4, int(number[1]))
        elif level is None:
            inside = [
                level
                for level, words in PRIORITY.items()
                for word in words.split("|")
                if len(word) > 2 and word in text
            ]
            if inside:
                found[value] = inside[0]
            else:
                strange.append(value)
        else:
            found[value] = level
    top = 1 not in found.values()
    return found | dict.fromkeys(later, 1 if top else 2), strange


def statuses(values: Iterable[str]) -> tuple[dict[str, str], list[str], list[str]]:
    """Their words -> ours; the words of orders on hold; and the words that say nothing."""
    found: dict[str, str] = {}
    hold, strange = [], []
    for value in values:
        text = tidy(value)
        ours = next((ours for ours, words in STATUS.items() if text in words.split("|")), None)
        if ours:
            found[value] = ours
        elif text in HOLD:
            hold.append(value)
        else:
            strange.append(value)
    return found, hold, strange


def tiers(values: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """Their words -> junior, intermediate, senior; and the words that say nothing."""
    found: dict[str, str] = {}
    strange = []
    for value in values:
        text = tidy(value)
        exact = next((tier for tier, words in TIER.items() if text in words.split("|")), None)
        inside = next(
            (
                tier
                for tier, words in reversed(TIER.items())
                for word in words.split("|")
                if len(word) > 1 and word in text
            ),
            None,
        )
        if exact or inside:
            found[value] = exact or inside or ""
        else:
            strange.append(value)
    return found, strange
