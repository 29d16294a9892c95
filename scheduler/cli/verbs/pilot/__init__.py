"""Pilots: designed and drawn before the start, judged at the end, over territories and never over tickets.

Each of them takes --language en|zh.

Exit codes: 0 done, 2 the design, the data or an option is wrong.
"""
