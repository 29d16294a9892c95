"""The night job: files in, a judged and complete folder out, one planner per day and territory."""
