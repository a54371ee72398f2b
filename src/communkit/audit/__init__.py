"""Where claims are judged: all rules and providers, assembled and run over a dossier."""
