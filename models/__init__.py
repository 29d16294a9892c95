"""The language of the business: entities, rules, policy, plan, the timing of a day, the judge.

Knows no solver, no file format, no web; imports nothing of ours.
"""
