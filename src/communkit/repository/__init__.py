"""What a repository shows: facts with their places, read without running anything of it and without the network.

`look` takes the whole at a glance, which is what `init` proposes from. One module a subject: `tree` (which files
there are), `git` (the one place that runs git), `files` (what they are, by their paths; `names` holds the words),
`statements` (every place that names a licence) and `licences` (what they come to), `holders`, `manifests`, `readme`,
`remotes`, `country`. A fact carries `path`, `line`, how it was found and how sure that is (`facts.Seen`).
"""
