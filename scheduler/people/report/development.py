"""The page of points, certificates and promotions."""

# ruff: noqa: E501 - a sentence a line reads as the text it is

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from models.people.points import PointsLedger, PromotionCheck
from models.text import Text
from scheduler.people.outlook import CertificateWeek, Lapse
from scheduler.people.report.frame import people_page
from scheduler.people.report.team import TIERS
from scheduler.report.document import both, pane, prose, said, table


def development_page(
    at: date, points: Sequence[PointsLedger], promotion: Sequence[PromotionCheck], weeks: Sequence[CertificateWeek],
    lapses: Sequence[Lapse], currency: str, chinese: bool = False,
) -> str:  # fmt: skip
    """The page; weeks and lapses are empty where no days were given."""
    parts = [
        pane("promotion", Text("Promotion list", "晋升名单"), _promotion(promotion), Text(
            "Who meets the criteria of the next tier, and by what others miss them. Never a decision.", "谁满足上一级条件，其他人差在哪里。并非决定。")),
        pane("outlook", Text("Certificates: need and holders", "证书：需求与持有"), _weeks(weeks)) if weeks else "",
        pane("lapses", Text("Certificates that lapse", "即将失效的证书"), _lapses(lapses, currency), Text(
            "The loss is what the known days would cost more, planned again without the certificate.", "损失＝已知各日在没有该证书时重新排程多出的费用。")) if lapses or weeks else "",
        pane("points", Text("Points", "积分"), _points(points)),
    ]  # fmt: skip
    return people_page(
        Text("Points, certificates, promotion", "积分、证书与晋升"),
        Text(f"at the end of {at}", f"截至 {at}"),
        parts,
        chinese,
    )


def _promotion(promotion: Sequence[PromotionCheck]) -> str:
    headings = [Text("Engineer", "工程师"), Text("Into", "晋升至"), Text("Meets", "满足"), Text("Misses", "差距")]
    return table(headings, (
        [escape(f"{check.engineer} {check.name}".strip()), both(check.into, TIERS[check.into]),
         f'<span class="badge {"good" if check.meets else ""}">{both("meets all", "全部满足") if check.meets else both("not yet", "尚未")}</span>',
         both("; ", "；").join(said(miss) for miss in check.misses)]
        for check in promotion
    ), "left")  # fmt: skip


def _points(points: Sequence[PointsLedger]) -> str:
    headings = [
        Text("Engineer", "工程师"),
        Text("Points", "积分"),
        Text("Next to lapse", "下次失效"),
        Text("Lines", "明细"),
    ]
    return table(headings, (
        [escape(ledger.engineer), f"<b>{ledger.points}</b>",
         f"{ledger.lapses[0][1]:+d} · {ledger.lapses[0][0]}" if ledger.lapses else "–",
         ", ".join(f"{escape(row.course.course)} {row.course.points:+d}" + ("" if row.counts else " ×") for row in ledger.lines)]
        for ledger in points
    ), "left")  # fmt: skip


def _weeks(weeks: Sequence[CertificateWeek]) -> str:
    headings = [Text("Certificate", "证书"), Text("Week", "周"), Text("Tickets that need it", "需要的工单"), Text("Holders", "持有人"),
                Text("Tickets per holder", "人均工单")]  # fmt: skip
    return table(headings, ([escape(week.certificate), str(week.monday), str(week.tickets), str(week.holders),
                             f"{week.tickets / week.holders:.1f}" if week.holders else "–"] for week in weeks))  # fmt: skip


def _lapses(lapses: Sequence[Lapse], currency: str) -> str:
    if not lapses:
        return prose([Text("None within the weeks ahead.", "未来数周内没有。")])
    headings = [Text("Engineer", "工程师"), Text("Certificate", "证书"), Text("Lapses", "失效"), Text(f"Loss [{currency}]", f"损失 [{currency}]"),
                Text("Tickets unserved more", "多出的未派工单"), Text("Days planned again", "重新排程天数")]  # fmt: skip
    return table(headings, ([escape(lapse.engineer), escape(lapse.certificate), str(lapse.last), f"{lapse.loss:,.2f}", f"{lapse.tickets:+d}",
                             str(lapse.days)] for lapse in lapses))  # fmt: skip
