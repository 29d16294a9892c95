"""Every key of Timefold's field-service-routing input, and what becomes of it; source: its public model reference."""

from __future__ import annotations

from scheduler.loaders.ledger import KeyList

UNVERIFIED = (
    "vehicles.preferredArea*",
    "vehicles.shifts.itinerary.p*",
    "vehicles.shifts.itinerary.startServiceTime",
    *(
        f"{visits}.{key}"
        for visits in ("visits", "visitGroups.visits")
        for key in ("visitDependencies.maxDelay", "profit*", "preferredTimeWindows*", "latestSlaEndTimeWeight")
    ),
)
"""Keys that people's files have, or releases may have, and that no public reference we read shows."""
STRICTER = "is kept more strictly: the shift begins, or ends, then"
"""What becomes of bounds of the first arrival and the last departure."""

_VISIT = {
    "used": ("id", "name", "location", "timeWindows", "timeWindows[].minStartTime", "timeWindows[].maxStartTime",
             "timeWindows[].maxEndTime", "serviceDuration", "requiredSkills", "requiredSkills[].name",
             "requiredSkills[].minLevel", "requiredTags", "requiredVehicles", "prohibitedVehicles",
             "preferredVehicles", "priority", "visitDependencies", "visitDependencies[].precedingVisit",
             "visitDependencies[].minDelay", "visitDependencies[].maxDelay", "pinningRequested", "latestSlaEndTime"),
    "ignored": {
        "visitDependencies[].id": "a name for people",
        "minStartTravelTime": "the start of the way to a pinned visit follows from the visit's",
    },
    "set_aside": {
        "serviceDurationBreakdown": "a visit has one duration; how fast somebody is at a skill changes all of it",
        "serviceDurationBreakdown[].skill": "part of serviceDurationBreakdown",
        "serviceDurationBreakdown[].duration": "part of serviceDurationBreakdown",
        "visitDependencies[].minDelayTo": "a delay to a time of day; only delays in minutes are known here",
        "visitDependencies[].minDelayTo.**": "part of minDelayTo",
        "visitDependencies[].coordination": "same vehicle or same day for two visits cannot be asked for",
        "latestSlaEndTimeWeight": "the policy prices late visits",
        "profit": "the policy prices visits that nobody serves", "profit.**": "part of profit",
        "preferredTimeWindows": "windows are kept, not preferred", "preferredTimeWindows[].**": "part of it",
    },
}  # fmt: skip
_SHIFT = {
    "used": ("id", "startLocation", "endLocation", "minStartTime", "maxEndTime", "maxSoftEndTime",
             "minFirstVisitArrivalTime", "maxLastVisitDepartureTime", "maxTravelTime", "skills", "skills[].name",
             "skills[].level", "skills[].multiplier", "tags", "requiredBreaks", "requiredBreaks[].type",
             "requiredBreaks[].minStartTime", "requiredBreaks[].maxStartTime", "requiredBreaks[].maxEndTime",
             "requiredBreaks[].duration", "requiredBreaks[].startTime", "requiredBreaks[].endTime",
             "temporarySkillSets", "temporarySkillSets[].start", "temporarySkillSets[].end",
             "temporarySkillSets[].skills", "temporarySkillSets[].skills[].name", "temporarySkillSets[].skills[].level",
             "temporaryTagSets", "temporaryTagSets[].start", "temporaryTagSets[].end", "temporaryTagSets[].tags",
             "cost", "cost.rates", "cost.rates[].duration", "cost.rates[].costPerUnit", "cost.rates[].unit", "pinned",
             "itinerary", "itinerary[].id", "itinerary[].kind", "itinerary[].pinned", "itinerary[].pin",
             "itinerary[].pinningRequested"),
    "ignored": {
        "requiredBreaks[].id": "a name for people",
        "itinerary[].startServiceTime": "an unpinned itinerary is where their search began",
        "movableOccupationRatioThreshold": "how full a day may be with visits of other days",
    },
    "set_aside": {
        "maxSoftLastVisitDepartureTime": "only the end of the shift is priced",
        "maxTravelTimePerVisit": "driving is limited in sum (maxTravelTime), not leg by leg",
        "maxSoftTravelTime": "driving is limited or priced, not priced from a limit on",
        "requiredBreaks[].location": "a break is taken where the engineer is",
        "requiredBreaks[].costImpact": "whether breaks are paid is the policy's",
        "temporarySkillSets[].skills[].multiplier": "how fast somebody is does not depend on the time",
        "cost.fixedCost": "using a shift costs nothing by itself here",
        "cost.rates[].activationCost": "a rate costs nothing by itself here",
        "pinNextVisitDuringFreeze": "what is frozen is told by the log and --at",
    },
}  # fmt: skip

_OUTER = ("vehicles", "visits", "visitGroups", "vehicles[].id", "vehicles[].name", "vehicles[].shifts",
          "vehicles[].requiredArea", "vehicles[].requiredArea.type", "vehicles[].requiredArea.coordinates",
          "planningWindow", "planningWindow.startDate", "planningWindow.endDate", "visitGroups[].id",
          "visitGroups[].visits")  # fmt: skip
_TOP = "modelInput."


def _keys(prefixes: tuple[str, ...]) -> KeyList:
    """The list for files with and without the key ``modelInput`` around everything."""
    used: set[str] = {"modelInput"}
    ignored: dict[str, str] = {
        "config": "how their solver runs", "config.**": "how their solver runs", "id": "a number of their platform",
        "metadata": "about their run", "metadata.**": "about their run", "run": "about their run",
        "run.**": "about their run", "modelOutput": "their answer", "modelOutput.**": "their answer",
    }  # fmt: skip
    aside: dict[str, str] = {}
    for top in prefixes:
        used |= {top + key for key in _OUTER}
        ignored |= {
            top + "skills": "names only; every vehicle and visit names its own", top + "skills[].**": "names only",
            top + "tags": "names only; every vehicle and visit names its own", top + "tags[].name": "names only",
            top + "locationSetName": "a matrix of their maps service",
            top + "vehicles[].vehicleType": "their maps service looks at it",
        }  # fmt: skip
        aside |= {
            top + "freezeTime": "what is frozen is told by the log and --at",
            top + "pinNextVisitDuringFreeze": "what is frozen is told by the log and --at",
            top + "vehicles[].historicalTimeUtilized": "work of earlier days is not balanced here",
            top + "vehicles[].historicalTimeCapacity": "work of earlier days is not balanced here",
            top + "vehicles[].technicianRating": "their scale has no ends; give performance in our own format",
            top + "vehicles[].preferredArea": "areas as polygons; give territories in our own format",
            top + "vehicles[].preferredArea.**": "part of preferredArea",
            top + "visitGroups[].alignment": "a group's visits begin together",
            top + "visitGroups[].serviceDurationStrategy": "a group's visits take the longest of their durations",
        }  # fmt: skip
        for place, keys in (
            ("visits[].", _VISIT),
            ("visitGroups[].visits[].", _VISIT),
            ("vehicles[].shifts[].", _SHIFT),
        ):
            used |= {top + place + key for key in keys["used"]}
            ignored |= {top + place + key: why for key, why in keys["ignored"].items()}  # type: ignore[attr-defined]
            aside |= {top + place + key: why for key, why in keys["set_aside"].items()}  # type: ignore[attr-defined]
    return KeyList(frozenset(used), ignored, aside)


KEYS = _keys((_TOP, ""))
INVENTORY = _keys(("",))
"""The same once, for people."""

VISIT_KEYS = frozenset(key.split(".")[0].split("[")[0] for group in _VISIT.values() for key in group)
SHIFT_KEYS = frozenset(key.split(".")[0].split("[")[0] for group in _SHIFT.values() for key in group)
VEHICLE_KEYS = frozenset(
    key.removeprefix("vehicles[].").split(".")[0].split("[")[0]
    for key in INVENTORY.known
    if key.startswith("vehicles[].")
)
