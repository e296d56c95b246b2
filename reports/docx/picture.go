package docx

import (
	"fmt"

	"csi/reports"
)

// The picture of the cover within the file, without its ending, and the name
// of its relationship.
const (
	pictureName = "media/logo."
	pictureLink = "rId8"
)

// pictureFile is where the picture lies, below the folder of the text.
func pictureFile(l *reports.Logo) string { return pictureName + l.Type }

// What a drawing is made of (ISO/IEC 29500-1, 20.4 and 20.2).
const (
	drawingSpace = "http://schemas.openxmlformats.org/drawingml/2006/"
	emu          = 36000 // English Metric Units of a millimetre
	logoPoint    = 25.4 / 96
)

// picture sets the logo at the left of the cover, scaled to its box and never
// coarser than a screen's points; it stands in the line, so that it is read in
// its place and moves with the text. False where there is none.
func (d *document) picture(l *reports.Logo) bool {
	if l == nil || l.Width <= 0 || l.Height <= 0 {
		return false
	}
	scale := min(logoPoint, reports.LogoWidth/float64(l.Width), reports.LogoHeight/float64(l.Height))
	size := fmt.Sprintf(`cx="%d" cy="%d"`, int(float64(l.Width)*scale*emu), int(float64(l.Height)*scale*emu))
	fmt.Fprintf(d, `<w:p><w:pPr><w:spacing w:after="0"/></w:pPr><w:r><w:drawing>`+
		`<wp:inline xmlns:wp="%[1]swordprocessingDrawing" distT="0" distB="0" distL="0" distR="0"><wp:extent %[2]s/><wp:docPr id="1" name="logo" descr="%[3]s"/>`+
		`<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="%[1]smain" noChangeAspect="1"/></wp:cNvGraphicFramePr>`+
		`<a:graphic xmlns:a="%[1]smain"><a:graphicData uri="%[1]spicture"><pic:pic xmlns:pic="%[1]spicture">`+
		`<pic:nvPicPr><pic:cNvPr id="1" name="logo" descr="%[3]s"/><pic:cNvPicPr/></pic:nvPicPr>`+
		`<pic:blipFill><a:blip r:embed="%[4]s"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>`+
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext %[2]s/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>`+
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`,
		drawingSpace, size, escaped(l.Alt), pictureLink)
	return true
}
