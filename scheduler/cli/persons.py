"""Who each verb is for: the order of the list of verbs, and what they do in Chinese."""

from __future__ import annotations

PERSONS: tuple[tuple[tuple[str, str], dict[str, str]], ...] = (
    (
        ("Every night", "每晚排程"),
        {
            "plan": "为一天排程：谁在何时服务哪个工单。",
            "validate": "检查一天的数据：错误与可疑之处。",
            "convert": "将一天的数据写成 CSV 文件夹、Excel 工作簿或 JSON。",
            "mapping": "根据其他系统的导出文件生成列映射。",
        },
    ),
    (
        ("The dispatcher, during the day", "调度员，当天"),
        {
            "explain": "说明为何派此工程师，或工单为何未安排、为何超时。",
            "why-not": "强制将工单派给某工程师，说明会有什么后果。",
            "try": "检查并计价一次人工调整。",
            "emergency": "紧急工单：谁最快到、会挤掉谁、费用多少。",
            "suggest": "为一个工单排列可派的工程师。",
            "slots": "提供可预约的时段，最便宜的在前。",
            "hold": "为客户保留一个时段。",
            "book": "将保留的时段转为预约事件。",
            "gap": "找出最适合填补工程师空档的工单。",
            "replan": "为当天剩余时间提出新方案：改什么、为什么、须通知谁。",
            "undo": "撤销自己的决定：相关上门恢复原安排，并说明须再通知谁。",
            "accept": "接受方案的全部或一部分，记入当天日志。",
            "handover": "交接班：当天现状、此后的决定、留给下一班的话。",
            "close": "结束一天：已发生的成为记录，未完的转入明日。",
            "board": "当天现状：谁在哪里，什么会迟到、有风险、无人服务、有争议。",
            "receive": "将上报写入当天日志：争议与受影响的决定逐一列出。",
            "log": "核验日志是否完整，删除可删除的内容。",
            "follow": "随日志自动重排：按策略提出或采纳方案。",
            "shell": "常驻进程：每行一个问题，毫秒级回答。",
            "history": "查看日志：谁在何时决定了什么、为什么。",
        },
    ),
    (
        ("The analyst", "分析员"),
        {
            "compare": "在多天、多个随机种子上比较不同情景。",
            "value": "多一名工程师、一项技能、一张证书或一小时值多少。",
            "forecast": "预测未来各区域、各类工作的工单数及其把握。",
            "roster": "排班：谁在哪天上什么班，并证明离最便宜有多近。",
            "prices": "将取舍问题的回答转成策略中的价格。",
            "generate": "生成任意规模的虚构的一天。",
        },
    ),
    (
        ("The manager of people", "人员管理"),
        {
            "people": "由记录得出人员指标：评分、状态、积分、培训、排名、回访。",
            "alerts": "早期预警：返修、差评、迟到，误报数由您设定。",
            "policy": "策略册：查看、比较、检查、何时何地生效。",
            "pilot": "试点：设计、检验力、报告。",
        },
    ),
    (
        ("Everybody", "所有人"),
        {
            "chances": "每项承诺按时的概率：在许多模拟日上执行计划。",
            "check": "评判任意计划：违反的规则与各项费用。",
            "report": "为任意计划生成 HTML 报告（中英文）。",
            "rules": "打印规则手册。",
            "reasons": "打印各原因代码的含义。",
            "sample": "复制一份样例数据。",
        },
    ),
)
"""Person in English and Chinese -> verb -> what it does, in Chinese; the English is the verb's own."""
