package pdf

import "csi/reports"

// logoName is what the library calls the logo inside the file.
const logoName = "logo"

// logoPoint is the largest that a point of the logo is drawn, in mm: a small
// picture stays small rather than coarse.
const logoPoint = 25.4 / 96

// logo draws the picture of the organisation in its box at the upper left:
// scaled to fit, at the left edge and in the middle of the height. Without one
// the box stays white and nothing moves.
func (d *drawing) logo(l *reports.Logo) {
	if l == nil || l.Width <= 0 || l.Height <= 0 {
		return
	}
	scale := min(logoPoint, reports.LogoWidth/float64(l.Width), reports.LogoHeight/float64(l.Height))
	w, h := float64(l.Width)*scale, float64(l.Height)*scale
	d.open(roleFigure, l.Alt)
	d.add(mark{kind: logoMark, x: left, y: left + (reports.LogoHeight-h)/2, w: w, h: h, fill: none, ink: none})
	d.close()
}
