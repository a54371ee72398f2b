"""The vocabulary of names: which endings and folders mean what. Words only; `files` reads paths with them."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


IMAGES = _words("png jpg jpeg gif svg webp avif bmp tif tiff ico psd ai xcf eps heic")
FONTS = _words("ttf otf woff woff2 eot")
SOUNDS = _words("mp3 ogg oga wav flac aac m4a mp4 webm mov avi mkv ogv mpg mpeg")
MODELS = _words("onnx pth safetensors h5 hdf5 tflite gguf joblib")
CONTENT_TYPES: Mapping[str, str] = {
    **dict.fromkeys(IMAGES, "image"),
    **dict.fromkeys(FONTS, "font"),
    **dict.fromkeys(SOUNDS, "audio-video"),
    **dict.fromkeys(MODELS, "model"),
}
CODE = _words(
    """
    py pyx pxd pyi ipynb js mjs cjs jsx ts mts cts tsx vue svelte astro java kt kts scala groovy clj go rs rb erb rake
    php phtml twig blade c h cc cpp cxx hpp hxx cs fs vb swift m mm r rmd jl pl pm t lua ex exs erl hrl elm hs ml mli
    sh bash zsh fish ps1 bat cmd sql css scss sass less styl html htm xhtml ejs hbs pug jinja jinja2 j2 njk liquid zpt
    pt cpt dtml zcml gradle cmake mk f f90 f95 for pas dart sol proto graphql gql tf nix asm s v vhd sv coffee wsgi do
    ado
    """
)
SETTINGS = _words("json yaml yml toml ini cfg conf xml properties env po pot plist lock xsd xsl xslt dtd rng xlf")
PROSE = _words("md mdx markdown rst adoc asciidoc org tex texi textile wiki")
PAPERS = _words("pdf odt doc docx odp ppt pptx")
PAGES = _words("html htm xhtml")
DATA = _words(
    """
    csv tsv geojson topojson parquet feather sqlite sqlite3 gpkg shp dbf mbtiles pmtiles jsonl ndjson ods xls xlsx rds
    rdata ttl nt nq n3 rdf owl jsonld trig skos osm pbf arrow netcdf nc dta sav sas7bdat kml gpx
    """
)
HARDWARE = _words(
    """
    kicad_pcb kicad_sch kicad_pro kicad_mod kicad_sym brd step stp stl iges igs f3d scad gbr fcstd 3mf sldprt sldasm
    ipt iam dxf dwg gerber
    """
)

ARCHIVES = _words(
    "zip tar gz tgz bz2 tbz xz txz 7z rar zst lz4 jar war ear whl egg gem deb rpm apk dmg iso cab nupkg phar xpi crx"
)
"""What is not opened: it holds files of its own."""

DATA_FOLDERS = _words("data datas donnees données dataset datasets jeu-de-donnees jeux-de-donnees opendata open-data")
DOC_FOLDERS = _words("doc docs documentation documentations guide guides manual manuals wiki adr docs-sources")
CONTENT_FOLDERS = _words("content contents contenu contenus _posts posts articles")
MODEL_FOLDERS = _words("models weights checkpoints")
TEST_FOLDERS = _words(
    """
    test tests __tests__ spec specs testing fixture fixtures __fixtures__ mock mocks __mocks__ testdata test-data
    test_data cypress e2e __snapshots__
    """
)
VENDORED_FOLDERS = _words(
    """
    node_modules bower_components vendor vendors third-party third_party thirdparty 3rdparty external externals
    site-packages .yarn jspm_packages
    """
)
LIBRARY_FOLDERS = _words("ckeditor fckeditor tinymce jscalendar codemirror mathjax jquery-ui jqueryui phpmailer tcpdf")
"""Folders that bear the name of a library, and that nobody names so for anything else."""
GENERATED_FOLDERS = _words("dist build _build .next target coverage generated __generated__")

TEST_NAMES = re.compile(
    r"test_[^/]+\.py\Z|conftest\.py\Z|[^/]*[._-](?:test|spec|stories)\.[a-z]+\Z|[^/]*_test\.[a-z]+\Z"
)
GENERATED_NAMES = re.compile(
    r"[^/]*(?:\.min\.(?:js|css)|[.-](?:bundle|chunk)\.(?:js|css)|\.(?:js|css)\.map|_pb2\.py|\.pb\.go|\.generated\.[a-z]+"
    r"|\.mo)\Z"
)
VENDORED_NAMES = re.compile(r"[^/]+[@.-]v?\d+\.\d+(?:\.\d+)?(?:[.-][a-z]+)*\.(?:js|mjs|css)\Z")
"""A library that carries its version in its name: jquery-3.6.0.js."""
VENDORED_FILES = _words("gradlew gradlew.bat mvnw mvnw.cmd config.guess config.sub install-sh ltmain.sh")
LOCK_NAMES = _words(
    """
    package-lock.json yarn.lock pnpm-lock.yaml composer.lock cargo.lock gemfile.lock poetry.lock uv.lock pipfile.lock
    flake.lock mix.lock go.sum npm-shrinkwrap.json
    """
)
CODE_NAMES = re.compile(
    r"makefile|dockerfile[^/]*|procfile|rakefile|gemfile|vagrantfile|jenkinsfile|cmakelists\.txt|manifest\.in"
    r"|requirements[^/]*\.txt"
)
ABOUT_NAMES = re.compile(
    r"(?:readme|lisez-?moi|leesmij|change(?:s|log)|history|news|contribut(?:ing|ors)|governance|gouvernance|security"
    r"|support|code_of_conduct|authors?|maintainers|credits|todo|install(?:ation)?|release|roadmap|upgrading)"
    r"(?:[.\-_][^/]*)?\Z"
)
LEGAL_NAMES = re.compile(
    r"(?:[^/]+[-_.])?(?:licen[sc]es?|copying|unlicen[sc]e|copyright|notice|patents|dco|ofl)(?:[-_.][^/]*)?\Z"
    r"|(?:[al]?gpl|eupl|cecill|mpl|apache|cc0|cc-by)(?:[-_. v\d][^/]*)?(?:\.txt|\.md)?\Z"
)
SIGN_WORDS = _words("logo logos logotype favicon favicons wordmark brandmark marianne")
SIGN_VARIANTS = _words(
    """
    dark light black white color colour colored couleur noir blanc nb small large big mini medium full horizontal
    vertical square carre rond round long short text texte mark icon icone symbol rgb cmyk mono monochrome header footer
    footer apple touch android chrome manifest retina hd print transparent bg background fond site app web main
    principal new old original default generic generique and et en fr nl de
    """
)
DUMP_WORDS = _words("dump dumps backup backups export exports donnees dataset datasets")
