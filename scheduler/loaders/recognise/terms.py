"""What companies and their systems call our tables and columns: synonyms in English and Chinese.

One line a column; the terms stand between strokes, without regard to case, spaces and punctuation. A term stands with
the column it means most often; what the cells say decides where two columns share one.
"""

# ruff: noqa: E501 - a column a line reads as the table it is

from __future__ import annotations

import re
import unicodedata
from functools import cache

TABLE_NAMES: dict[str, str] = {
    "tickets": "tickets|orders|work orders|workorders|jobs|job list|open jobs|calls|service calls|cases|tasks|visits|appointments|service appointments|service requests|requests|incidents|stops|activities|backlog|工单|派工单|服务单|服务工单|报修单|维修单|任务|订单|服务请求|受理单|派单|预约|作业|序时簿|安装单|保养计划|巡检任务",
    "engineers": "engineers|technicians|techs|staff|people|employees|workers|crew|crews|resources|service resources|drivers|vehicles|agents|field staff|mechanics|operatives|users|personnel|工程师|技术员|技师|师傅|员工|人员|人员档案|员工档案|服务人员|维修人员|外勤|职员|花名册|服务工程师|资源|车辆",
    "shifts": "shifts|roster|rota|schedule|working hours|work hours|hours|timetable|duty|duty roster|availability|calendar|班次|排班|排班表|值班|值班表|班表|考勤|出勤|工作时间|上班",
    "absences": "absences|absence|leave|leaves|holidays|holiday|time off|timeoff|vacation|sickness|unavailability|pto|请假|缺勤|休假|请假单|调休|不在岗|假期",
    "skills": "skills|skill matrix|competences|competencies|qualifications|capabilities|resource skills|技能|技能表|技能矩阵|资质|专长",
    "certificates": "certificates|certifications|certs|licences|licenses|permits|证书|认证|资格证|上岗证|持证|操作证",
    "trainings": "trainings|training|courses|培训|培训计划|课程",
    "territories": "territories|territory|regions|areas|zones|districts|service areas|depots|片区|区域|服务区域|网点|辖区|大区|站点",
    "vans": "van stock|vans|stock|inventory|parts on vans|随车备件|随车库存|车载库存|备件库存",
    "places": "places|sites|locations|addresses|customers sites|地点|站点档案|地址簿|客户地点",
}  # fmt: skip

TICKETS: dict[str, str] = {
    "ticket_id": "wo #|order #|ticket #|case #|work order #|call #|task #|job no|job number|job id|job ref|job reference|job #|job|work order|work order no|work order number|work order id|workorder|workorder no|wo|wo no|wo number|wo id|order no|order number|order id|order ref|ticket|ticket no|ticket id|ticket number|ticket ref|case|case number|case no|case id|call no|call number|call id|call ref|service call|service call id|service request|sr number|sr no|sr id|request number|request no|request id|incident|incident number|incident id|task no|task number|task id|appointment number|appointment no|appointment id|visit id|visit no|stop id|activity code|activity id|reference|ref|ref no|reference no|reference number|document no|doc no|number|id|单号|单据编号|单据号|单据编码|工单号|工单编号|工单编码|工单id|派工单号|派单号|服务单号|服务单编号|服务工单号|报修单号|报修编号|维修单号|维修工单号|任务号|任务单号|任务编号|任务id|订单号|订单编号|受理单号|受理编号|申请单号|流水号|编号|案件号|案例编号|作业单号|作业票号|安装单号|事件编号|需求单号|服务请求号|预约单号|巡检单号|保养单号",
    "title": "title|subject|summary|description|short description|problem|problem description|fault|fault description|issue|job description|work description|details|task|task name|job title|symptom|complaint|request|primary incident description|标题|主题|摘要|问题描述|故障描述|故障现象|故障|报修内容|服务内容|工单标题|工单内容|工单描述|任务名称|任务内容|作业内容|事项|描述|问题|维修内容|需求描述|服务项目",
    "customer_id": "cust name|cust|cust no|cust id|cust #|customer|customer no|customer id|customer number|customer code|account|account no|account id|account number|account name|client|client id|client no|client name|customer name|service account|site id|debtor|business partner|company|store|store no|branch|客户|客户编码|客户编号|客户代码|客户号|客户id|客户名称|客户|用户编号|用户名称|用户号|单位名称|往来单位|门店|门店编号|门店名称|业主|甲方|使用单位|购货单位",
    "lat": "lat|latitude|y|gps lat|geo lat|site lat|site latitude|location latitude|latitude wgs84|customer lat|纬度|北纬|地址纬度|客户纬度|服务地址纬度|gps纬度|坐标纬度|纬度坐标|坐标y",
    "lon": "lon|lng|long|longitude|x|gps lon|gps lng|gps long|geo lng|geo lon|site long|site longitude|location longitude|customer lon|customer lng|经度|东经|地址经度|客户经度|服务地址经度|gps经度|坐标经度|经度坐标|坐标x",
    "coordinates": "定位|客户定位|coordinates|coords|gps|gps coordinates|geo|geolocation|lat long|lat lon|lat lng|latlng|latitude longitude|lat/long|location gps|map location|position|经纬度|坐标|gps坐标|地图坐标|位置坐标|经纬度坐标",
    "address": "svc addr|svc address|addr|job addr|service addr|楼宇地址|现场|项目地址|address|site address|service address|street|street address|job address|location address|full address|customer address|installation address|address 1|address line 1|work address|location|where|地址|服务地址|客户地址|安装地址|维修地址|上门地址|详细地址|现场地址|联系地址|收货地址|送货地址|服务地点|地点",
    "territory_id": "territory|region|area|zone|district|service area|service territory|depot|branch area|patch|sector|dispatch group|片区|区域|所属片区|所属区域|服务区域|负责区域|辖区|行政区|区县|城区|大区|网点|服务网点|服务站|所属网点|分公司|地区|归属区域",
    "work_type": "wo type|job type|work type|type|type of work|category|service type|order type|task type|activity type|call type|case type|request type|visit type|sr type|work order type|工单类型|服务类型|业务类型|维修类型|类型|作业类型|任务类型|单据类型|服务类别|报修类型|工作类型|类别|工单类别|保养类型",
    "duration_min": "duration|duration min|duration minutes|est duration|estimated duration|est hours|est hrs|estimated hours|estimated time|est time|time on site|job duration|planned duration|planned hours|planned time|service time|service duration|service minutes|work duration|work time|labour hours|labor hours|hours|minutes|mins|hrs|length|standard time|standard hours|job length|scheduled duration|expected duration|allowed time|estimated work duration|时长|工时|预计工时|标准工时|计划工时|定额工时|预估工时|预计时长|计划时长|服务时长|作业时长|维修时长|用时|预计用时|预计耗时|耗时|所需时间|服务时间|作业工时|标准时长|工时定额",
    "skills": "skills|skill|required skills|required skill|skills required|skills needed|skill needed|trade|trades|trades needed|trade required|discipline|competence|qualification required|characteristics|requirements|craft|技能|所需技能|技能要求|要求技能|需要技能|工种|所需工种|工种要求|专业|所属专业|专业要求|能力要求|技能标签",
    "min_tier": "tech level req|tech level required|tech level|technician level|level req|grade req|grade required|min grade|minimum grade|minimum level|required level|required grade|seniority|level required|级别要求|最低级别|等级要求|技术等级要求|要求级别|工程师级别",
    "certificates": "要求资质|所需证件|要求证件|作业资质|certificates|certificate required|required certificates|certification required|licence required|license required|permit|permits required|所需证书|证书要求|资质要求|持证要求|要求证书|所需资质|上岗证要求",
    "window_start": "promised from|promised start|promised after|booked from|scheduled from|committed from|window start|time window start|from|from time|access from|earliest|earliest start|not before|start after|available from|slot start|slot from|appointment start|appointment from|arrival window start|arrival from|time from|preferred from|visit from|appt start|预约开始|预约开始时间|最早时间|最早开始|最早开始时间|最早上门|最早上门时间|开始时间|时间窗开始|预约时间起|上门开始时间|可上门开始|期望开始时间|预约起",
    "window_end": "promised to|promised until|promised end|booked to|booked until|scheduled to|committed to|window end|time window end|to|until|to time|access until|access to|latest|latest start|not after|available until|available to|slot end|slot to|slot until|appointment end|appointment to|arrival window end|arrival to|time to|preferred to|visit to|appt end|预约结束|预约结束时间|最晚时间|最晚开始|最晚开始时间|最晚上门|最晚上门时间|结束时间|时间窗结束|预约时间止|上门结束时间|可上门结束|期望结束时间|预约止",
    "windows": "promised|promised time|promise|promise window|time promised|appt|appt time|appt window|eta window|time window|time windows|window|slot|time slot|appointment|appointment slot|appointment window|appointment time|arrival window|visit window|access hours|access times|opening hours|preferred time|booked slot|预约时段|预约时间段|时间窗|时段|上门时段|上门时间段|服务时段|期望时段|预约时间|上门时间|约定时间|期望上门时间|预约上门时间|可上门时间|营业时间",
    "date": "date|visit date|appointment date|job date|service date|scheduled date|planned date|booked date|day|appt date|plan date|due day|日期|预约日期|上门日期|服务日期|计划日期|约定日期|派工日期|作业日期",
    "respond_by": "respond by|response due|response by|response deadline|sla response|response sla|respond within|first response due|arrive by|attend by|响应期限|响应时限|要求响应时间|响应截止|响应截止时间|要求到达时间|到场时限|最迟到场|sla响应",
    "resolve_by": "due|due date|due by|deadline|complete by|resolve by|resolution due|resolution by|sla due|sla|sla deadline|target date|target|required by|finish by|fix by|completion due|latest sla end time|due time|must complete by|截止时间|截止日期|截止|要求完成时间|要求完成日期|完成期限|完成时限|解决期限|解决时限|最迟完成时间|限期|到期时间|应完成时间|计划完成时间|sla截止|处理时限|期望完成时间",
    "priority": "priority|prio|pri|urgency|severity|importance|p|priority level|priority code|level of importance|紧急程度|优先级|优先级别|紧急度|重要程度|严重程度|紧急级别|缓急|加急|等级|是否加急",
    "created_at": "call taken|taken|taken at|date taken|call received|call time|time of call|entered|created|created at|created on|created date|creation date|logged|logged at|logged on|date logged|reported|reported at|reported on|date reported|opened|opened at|open date|request date|requested on|received|received at|date received|entry date|order date|call date|登记时间|报修时间|报修日期|创建时间|创建日期|受理时间|受理日期|单据日期|下单时间|下单日期|提交时间|录入时间|接单时间|建单时间|申请时间|制单日期|发起时间|来电时间",
    "load": "load|weight|volume|units|quantity|载荷|重量|体积|装载量",
    "parts": "parts|parts required|parts needed|spare parts|materials|items|备件|所需备件|配件|所需配件|材料|物料|所需物料|备品备件",
    "parts_ready_at": "parts ready|parts eta|parts available|parts arrive|material available|备件到货|备件到货时间|配件到货|到货时间|物料到货|备件齐套时间",
    "preferred_engineers": "preferred engineer|preferred technician|preferred tech|preferred resource|preferred worker|usual engineer|优选工程师|首选工程师|偏好工程师|首选师傅|常用工程师|熟悉工程师",
    "required_engineers": "tech req|tech requested|req tech|requested tech|required engineer|required technician|requested technician|requested engineer|must be done by|named engineer|named technician|指定工程师|指定人员|指定师傅|指定技师|指定技术员|客户指定人员",
    "excluded_engineers": "excluded engineer|excluded technician|not to send|do not send|banned engineer|排除工程师|禁派人员|不派人员|回避人员|拒绝人员",
    "crew_size": "crew size|crew|people needed|number of engineers|technicians needed|engineers required|headcount|men|two man|persons|人数|所需人数|需要人数|作业人数|派工人数",
    "pinned_engineer": "pinned engineer|fixed engineer|locked engineer|锁定工程师|固定工程师",
    "pinned_start": "pinned start|fixed start|locked start|agreed start|锁定开始|固定时间",
    "status": "status|state|job status|work order status|order status|ticket status|case status|stage|system status|progress|state name|状态|单据状态|工单状态|派工状态|处理状态|任务状态|订单状态|进度|流程状态|执行状态|单据进度",
}  # fmt: skip

ENGINEERS: dict[str, str] = {
    "engineer_id": "employee #|tech #|emp #|emp no|emp id|badge #|engineer|engineer id|engineer no|engineer code|technician|technician id|technician no|tech|tech id|tech no|tech code|employee|employee id|employee no|employee number|staff id|staff no|staff number|worker|worker id|resource|resource id|resource code|personnel no|payroll no|user id|user name|badge|badge no|operative|operative id|crew|crew id|driver|driver id|vehicle|vehicle id|agent|agent id|id|code|no|人员编码|人员编号|人员代码|工号|员工编号|员工编码|员工号|员工工号|职员编码|职员代码|工程师编号|工程师编码|工程师号|工程师工号|技师编号|师傅编号|编号|人员id|服务人员编号|维修人员编号|员工代码",
    "name": "name|full name|engineer name|technician name|tech name|employee name|staff name|worker name|resource name|display name|first name|last name|surname|forename|family name|given name|姓名|名字|人员姓名|员工姓名|工程师姓名|工程师|技师姓名|师傅姓名|师傅|人员名称|人员|员工|职员|服务人员|维修人员",
    "tier": "job title|position|tier|grade|level|seniority|rank|job grade|pay grade|engineer level|skill grade|category|级别|等级|职级|岗位等级|技术等级|技师等级|工程师级别|人员级别|技能等级|职称|星级|岗位|职位",
    "skills": "skills|skill|trades|trade|competences|competencies|disciplines|qualifications|capabilities|crafts|specialities|specialties|技能|技能标签|掌握技能|具备技能|工种|专业|专长|擅长|技能清单|服务能力|资质技能|专业技能",
    "certificates": "certificates|certifications|certs|licences|licenses|permits|证书|资质证书|持证|持有证书|资格证书|认证|上岗证",
    "points": "points|certification points|积分|认证积分|学分",
    "performance": "performance|performance score|score|rating|kpi|绩效|绩效分|评分|绩效得分|考核得分|星级评分",
    "lat": "lat|latitude|home lat|home latitude|start lat|start latitude|base lat|depot lat|depot latitude|gps lat|纬度|出发地纬度|家庭纬度|住址纬度|起点纬度|出发纬度|常驻地纬度|驻地纬度|网点纬度",
    "lon": "lon|lng|long|longitude|home lon|home lng|home long|home longitude|start lon|start lng|start longitude|base lon|base lng|depot lon|depot lng|depot longitude|gps lon|gps lng|经度|出发地经度|家庭经度|住址经度|起点经度|出发经度|常驻地经度|驻地经度|网点经度",
    "coordinates": "coordinates|coords|gps|home coordinates|home gps|start coordinates|home location|start location|base|lat long|lat lon|lat lng|geolocation|经纬度|坐标|出发地坐标|住址坐标|出发地经纬度|家庭坐标|常驻地坐标|驻地坐标",
    "address": "address|home address|start address|base address|home postcode|地址|住址|家庭住址|出发地|出发地址|常驻地|常驻地址|驻地",
    "territories": "territory|territories|regions|region|regions covered|areas|area|areas covered|zones|zone|coverage|coverage area|districts|depot|patch|region covered|负责片区|片区|区域|负责区域|服务区域|所属区域|所属片区|辖区|覆盖区域|可服务区域|网点|所属网点",
    "overtime_min": "overtime|max overtime|overtime minutes|max overtime min|加班上限|最长加班",
    "cost_per_hour": "hourly rate|hourly cost|cost per hour|rate|pay rate|labour rate|labor rate|rate per hour|小时成本|每小时成本|时薪|工时费|人工成本|小时工资",
    "cost_per_overtime_hour": "ot rate|ot cost|overtime rate|overtime cost|overtime hourly rate|加班费|加班时薪|加班每小时",
    "cost_per_km": "cost per km|mileage rate|km rate|rate per km|每公里成本|公里费",
    "max_visits": "max jobs|max visits|max visits per day|max jobs per day|max orders|daily capacity|jobs per day|每日上限|日单量上限|最多上门数|每天最多单数|最大派单量|日派单上限",
    "max_travel_min": "max travel|max travel min|max driving|max drive time|最长行驶|最大行驶时间",
    "capacity": "capacity|load capacity|van capacity|载荷上限|载重|装载上限",
    "van": "van stock|parts on van|stock|随车备件|随车库存|车载备件",
    "active": "active|is active|enabled|employed|employment status|status|state|leaver|在职状态|在职|人员状态|员工状态|是否在职|启用|是否启用|状态|使用状态|在岗状态",
}  # fmt: skip

SHIFTS: dict[str, str] = {
    "engineer_id": ENGINEERS["engineer_id"] + "|" + "staff|technician name|engineer name|employee name|name|first name|last name|surname|forename|family name|given name|姓名|人员|员工|工程师|技师|师傅|值班人员|人员姓名|员工姓名|工程师姓名",
    "start": "start|start time|starts|shift start|from|from time|begin|begins|clock in|on duty|work start|start at|day start|上班时间|上班|开始时间|开始|班次开始|开始上班|起始时间|上班开始|班次开始时间|出勤开始",
    "end": "end|end time|ends|shift end|to|until|to time|finish|finish time|finishes|clock out|off duty|work end|end at|day end|下班时间|下班|结束时间|结束|班次结束|截止时间|下班结束|班次结束时间|出勤结束",
    "hours": "hours|working hours|shift|shift hours|work hours|shift time|duty hours|times|班次|班次时间|工作时间|上班时段|排班时间|班次时段|出勤时间",
    "date": "date|day|shift date|work date|duty date|roster date|日期|排班日期|值班日期|工作日期|出勤日期|班次日期|上班日期",
    "shift_id": "shift id|shift no|shift number|roster id|班次号|班次编号|排班单号",
    "break_min": "break|break min|break minutes|lunch|lunch min|lunch minutes|break length|break duration|meal break|rest|午休|午休时长|休息时长|休息分钟|午休分钟|中午休息",
    "break_earliest": "break from|lunch from|break start|lunch start|break earliest|earliest break|break after|午休开始|休息最早|休息开始|午休时间|午休最早",
    "break_latest": "break to|break latest|latest break|lunch latest|latest lunch|lunch by|休息最晚|午休最晚",
}  # fmt: skip

ABSENCES: dict[str, str] = {
    "engineer_id": SHIFTS["engineer_id"] + "|请假人|申请人|requested by|applicant",
    "start": "start|start time|start date|from|from date|starts|begin|absent from|leave from|first day|开始时间|开始日期|开始|请假开始|请假开始时间|起始日期|起始时间|休假开始",
    "end": "end|end time|end date|to|to date|until|ends|absent until|leave to|last day|return|结束时间|结束日期|结束|请假结束|请假结束时间|截止日期|截止时间|休假结束",
    "kind": "type|kind|reason|leave type|absence type|category|类型|请假类型|事由|原因|假别|缺勤类型|请假事由|休假类型",
}  # fmt: skip

SKILLS: dict[str, str] = {
    "engineer_id": SHIFTS["engineer_id"],
    "skill": "skill|skill name|skill code|trade|competence|competency|characteristic|qualification|技能|技能名称|技能编码|工种|专业|技能项|专长",
    "level": "level|skill level|rating|proficiency|grade|score|rating value|等级|技能等级|级别|熟练度|掌握程度|技能级别",
    "valid_from": "valid from|from|effective from|start date|effective start date|生效日期|生效|有效期起|开始日期",
    "valid_to": "valid to|valid until|expires|expiry|expiry date|effective end date|until|失效日期|失效|有效期|有效期至|有效期止|到期日|到期日期",
}  # fmt: skip

CERTIFICATES: dict[str, str] = {
    "engineer_id": SHIFTS["engineer_id"],
    "certificate": "certificate|certificate name|certification|cert|licence|license|permit|qualification|证书|证书名称|认证|资格证|资质|操作证|证件名称|持证名称",
    "issued": "issued|issue date|issued on|date issued|valid from|obtained|发证日期|颁发日期|取证日期|签发日期|生效日期",
    "expires": "expires|expiry|expiry date|expiration|expiration date|valid to|valid until|renew by|到期|到期日|到期日期|有效期|有效期至|失效日期|复审日期|有效期止|证书有效期",
}  # fmt: skip

TRAININGS: dict[str, str] = {
    "engineer_id": SHIFTS["engineer_id"] + "|学员|参训人员|attendee|trainee",
    "start": ABSENCES["start"] + "|培训开始时间|培训开始",
    "end": ABSENCES["end"] + "|培训结束时间|培训结束",
    "title": "title|course|course name|training|topic|subject|课程|课程名称|培训主题|培训内容|培训名称|主题",
}  # fmt: skip

TERRITORIES: dict[str, str] = {
    "territory_id": TICKETS["territory_id"] + "|id|code|territory id|territory code|region code|area code|片区编码|区域编码|区域编号|片区名称|区域名称|网点编码|网点名称",
    "name": "name|territory name|region name|area name|片区名称|区域名称|名称|网点名称",
    "speed_kmh": "speed|speed kmh|average speed|车速|平均车速",
    "stop_min": "parking|parking min|stop time|停车时间",
    "timezone": "timezone|time zone|时区",
}  # fmt: skip

VANS: dict[str, str] = {
    "engineer_id": SHIFTS["engineer_id"],
    "part": "part|part no|part number|item|item no|material|sku|product|备件|备件编码|配件|物料编码|物料|料号|配件名称|备件名称",
    "pieces": "quantity|qty|pieces|count|stock|on hand|amount|数量|库存|库存数量|现存量|可用数量",
}  # fmt: skip

PLACES: dict[str, str] = {
    "place_id": "place|place id|site|site id|site no|site code|location|location id|location code|地点|地点编号|站点编号|站点|门店编号|门店",
    "lat": TICKETS["lat"],
    "lon": TICKETS["lon"],
    "coordinates": TICKETS["coordinates"],
    "address": TICKETS["address"],
}  # fmt: skip

TERMS: dict[str, dict[str, str]] = {
    "tickets": TICKETS, "engineers": ENGINEERS, "shifts": SHIFTS, "absences": ABSENCES, "skills": SKILLS,
    "certificates": CERTIFICATES, "trainings": TRAININGS, "territories": TERRITORIES, "vans": VANS, "places": PLACES,
}  # fmt: skip
"""Table -> column -> terms. ``coordinates``, ``date``, ``hours`` and ``active`` are no columns of ours: they are cells
that hold two of ours, or a part of one."""

TOTALS = (
    "合计",
    "小计",
    "总计",
    "共计",
    "累计",
    "total",
    "totals",
    "subtotal",
    "sub total",
    "sub-total",
    "grand total",
    "sum",
)
"""Words a row of sums begins with."""

_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")


def plain(heading: object) -> str:
    """A heading without case, spaces, punctuation and what stands in brackets.

    >>> plain("Job No. "), plain("预计工时(小时)"), plain("required_skills*")
    ('jobno', '预计工时', 'requiredskills')
    """
    text = unicodedata.normalize("NFKC", str(heading or "")).lower()
    short = _BRACKETS.sub("", text) or text
    return "".join(letter for letter in short if letter.isalnum() or letter == "#")


@cache
def known(table: str) -> dict[str, str]:
    """Plain term -> column of a table; our own names come first, then the order of the lists above."""
    from scheduler.loaders.contract import TABLE

    found: dict[str, str] = {}
    for heading, column in TABLE[table].headings.items():
        found.setdefault(plain(heading), column)
    for column, terms in TERMS[table].items():
        for term in terms.split("|"):
            found.setdefault(plain(term), column)
    return found


@cache
def table_names() -> dict[str, str]:
    """Plain name of a sheet or file -> table."""
    return {plain(term): table for table, terms in TABLE_NAMES.items() for term in terms.split("|")}


@cache
def any_heading() -> frozenset[str]:
    """Every plain term of every table."""
    return frozenset(term for table in TERMS for term in known(table))
