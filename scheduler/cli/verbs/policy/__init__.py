"""The book of policies: which one holds, what changed, whether all of it may stand.

Each of them takes --language en|zh.

Exit codes: 0 done, 2 a policy or an option is wrong.
"""
