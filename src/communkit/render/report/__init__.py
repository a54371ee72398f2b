"""The written report on one repository or several: what a director decides, a lawyer checks, a maintainer mends."""
