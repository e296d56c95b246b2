package room

import (
	"fmt"
	"image/color"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// quietZone is the white edge of a QR code, in modules, as its standard asks.
const quietZone = 4

// modules gives the QR code of a text as rows of dark modules, quiet zone
// included.
func modules(text string) ([][]bool, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("make the QR code: %w", err)
	}
	return framed(code), nil
}

func framed(code barcode.Barcode) [][]bool {
	size := code.Bounds().Dx()
	out := make([][]bool, size+2*quietZone)
	for y := range out {
		out[y] = make([]bool, len(out))
	}
	for y := range size {
		for x := range size {
			g := color.GrayModel.Convert(code.At(x, y)).(color.Gray)
			out[y+quietZone][x+quietZone] = g.Y < 128
		}
	}
	return out
}

// qrPath draws the QR code of a text as one path in a square of so many units.
func qrPath(text string) (path string, side int, err error) {
	rows, err := modules(text)
	if err != nil {
		return "", 0, err
	}
	var b strings.Builder
	for y, row := range rows {
		for x := 0; x < len(row); x++ {
			if !row[x] {
				continue
			}
			run := x
			for run < len(row) && row[run] {
				run++
			}
			fmt.Fprintf(&b, "M%d %dh%dv1h-%dz", x, y, run-x, run-x)
			x = run
		}
	}
	return b.String(), len(rows), nil
}

// QR draws the join code for a terminal, two modules to a sign: dark on white
// by colours of its own, so that it reads on any ground. Without colours it is
// drawn in light blocks, for a dark ground.
func (r *Room) QR(colours bool) (string, error) {
	rows, err := modules(r.joinLink())
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for y := 0; y < len(rows); y += 2 {
		if colours {
			b.WriteString("\x1b[38;5;16;48;5;231m")
		}
		for x := range rows[y] {
			upper, lower := rows[y][x], y+1 < len(rows) && rows[y+1][x]
			if !colours {
				upper, lower = !upper, !lower && y+1 < len(rows)
			}
			b.WriteString([]string{" ", "▄", "▀", "█"}[btoi(upper)*2+btoi(lower)])
		}
		if colours {
			b.WriteString("\x1b[0m")
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
