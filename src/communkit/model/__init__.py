"""What every step's model is made of: documents, rows, fields that say what they ask, types with their words.

From one model come the questions, the schema, the completeness of a dossier and the addresses of its values.
"""
