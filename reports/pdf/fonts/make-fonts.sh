#!/bin/sh
# Makes NotoSans-Regular.ttf and NotoSans-Bold.ttf in this folder from the
# Debian package fonts-noto-core: Latin, Greek, Cyrillic, Georgian and Armenian
# in one file per style, without hinting and layout tables, so that the program
# needs no fallback from font to font and the files stay near 60 KB each.
# Needs pyftsubset and pyftmerge (Debian: fonttools). Run it in this folder.
set -eu
src=${1:-/usr/share/fonts/truetype/noto}
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT

LAT='U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+01CD-01DC,U+01E6-01E7,U+01FA-01FF,U+02BC,U+02C6-02C7,U+02D8-02DD,U+0300-0304,U+0306-030C,U+0323,U+0326-0328,U+1E80-1E85,U+1E9E,U+1EF2-1EF3'
PUN='U+2002-200A,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032-2033,U+2039-203A,U+2044,U+20A0-20BF,U+2116,U+2122'
GRK='U+0374-0375,U+037A,U+037E,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03CE'
CYR='U+0400-045F,U+0490-0493,U+0496-0497,U+049A-049B,U+04A2-04A3,U+04AE-04B3,U+04BA-04BB,U+04D8-04D9,U+04E8-04E9'

# The time inside a font file would differ from run to run.
export SOURCE_DATE_EPOCH=1606780800

subset() { # FONT UNICODES OUT
	pyftsubset "$1" --unicodes="$2" --no-hinting --layout-features='' --output-file="$3"
}

for s in Regular Bold; do
	subset "$src/NotoSans-$s.ttf" "$LAT,$PUN,$GRK,$CYR" "$tmp/base.ttf"
	subset "$src/NotoSansGeorgian-$s.ttf" 'U+10A0-10C5,U+10D0-10FC,U+20BE' "$tmp/geo.ttf"
	subset "$src/NotoSansArmenian-$s.ttf" 'U+0531-0556,U+0559-058A,U+058F' "$tmp/arm.ttf"
	(cd "$tmp" && pyftmerge base.ttf geo.ttf arm.ttf)
	pyftsubset "$tmp/merged.ttf" --unicodes='*' --no-hinting --layout-features='' \
		--drop-tables+=GDEF,GPOS,GSUB,gasp --output-file="NotoSans-$s.ttf"
done
ls -l NotoSans-*.ttf
