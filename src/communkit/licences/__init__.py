"""What is known about licences: records, expressions, texts, fitness, compatibility, lists that bind.

Every answer says where it comes from and of when it is; where nobody knows, the answer is "unknown". The data
stands in the `licences/` folder, one file a licence, list or subject; nothing is read before it is asked for.
"""
