"""Every key of VROOM's API, and what becomes of it; source: docs/API.md of VROOM."""

from __future__ import annotations

from scheduler.loaders.ledger import KeyList

_TASK = ("id", "description", "location", "location_index", "setup", "service", "time_windows")
_BY_TYPE = "the time depends on the vehicle's type; here it is the same for all"

KEYS = KeyList(
    used=frozenset({
        "jobs", "vehicles", "shipments", "matrices", "matrices.*", "matrices.*.durations", "matrices.*.distances",
        "matrix",
        *(f"jobs[].{key}" for key in (*_TASK, "time_window", "delivery", "pickup", "amount", "skills", "priority")),
        *(f"vehicles[].{key}" for key in (
            "id", "description", "profile", "start", "start_index", "end", "end_index", "capacity", "skills",
            "time_window", "time_windows", "breaks", "max_tasks", "max_travel_time", "costs", "costs.per_hour",
            "costs.per_km", "breaks[].time_windows", "breaks[].service")),
    }),
    ignored={
        "vehicles[].type": "only the service times of a type look at it",
        "vehicles[].breaks[].id": "a name for people",
        "vehicles[].breaks[].description": "for people",
        "vehicles[].steps": "a plan to start the search from, or to be checked; this search needs none",
        "vehicles[].steps[].type": "part of steps",
        "vehicles[].steps[].id": "part of steps",
        "jobs[].geometry": "an answer's drawing",
    },
    set_aside={
        "jobs[].setup_per_type": _BY_TYPE, "jobs[].setup_per_type.*": _BY_TYPE,
        "jobs[].service_per_type": _BY_TYPE, "jobs[].service_per_type.*": _BY_TYPE,
        "vehicles[].costs.fixed": "using a vehicle costs nothing by itself here",
        "vehicles[].costs.per_task_hour": "time on site has the same price as other working time here",
        "vehicles[].speed_factor": "all drive at the same speed here",
        "vehicles[].max_distance": "routes are limited in time (max_travel_time), not in distance",
        "vehicles[].breaks[].max_load": "a break does not depend on the load here",
        "vehicles[].steps[].service_at": "times of a given plan are not fixed",
        "vehicles[].steps[].service_after": "times of a given plan are not fixed",
        "vehicles[].steps[].service_before": "times of a given plan are not fixed",
        "matrices.*.costs": "driving is priced by time and distance, not pair by pair",
        **{f"shipments[].{key}": "a pickup and a delivery in one are no ticket"
           for key in ("amount", "skills", "priority", "pickup", "pickup.**", "delivery", "delivery.**")},
    },
)  # fmt: skip

JOB_KEYS = frozenset(key.removeprefix("jobs[].").split(".")[0] for key in KEYS.known if key.startswith("jobs[]."))
VEHICLE_KEYS = frozenset(
    key.removeprefix("vehicles[].").split(".")[0].removesuffix("[]")
    for key in KEYS.known
    if key.startswith("vehicles[].")
)
