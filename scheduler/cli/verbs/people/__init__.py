"""Figures about people, made from records: scores, standing, points, training, ranking, calls.

A figure about a person is an estimate and comes with its interval; nothing here decides about anybody.

Each of them takes --language en|zh.

Exit codes: 0 done, 2 records, policy or an option are wrong, 10 done without the rows that are set aside.
"""
