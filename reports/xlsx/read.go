package xlsx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"csi/reports"
)

// Why a file is not read; Read wraps none of them.
var (
	ErrNoSpreadsheet = errors.New("not a spreadsheet of the format xlsx")
	ErrOld           = errors.New("a spreadsheet of the old format xls")
	ErrOpenDocument  = errors.New("a spreadsheet of the format ods")
	ErrEncrypted     = errors.New("locked with a password")
	ErrMacros        = errors.New("holds macros")
	ErrTooLarge      = errors.New("unpacks to more than a plan can need")
	ErrDamaged       = errors.New("damaged")
)

// What a file may hold. A plan of a thousand actions is far below.
const (
	// MaxFile is how many bytes a file may have.
	MaxFile  = 8 << 20
	maxPart  = 24 << 20 // of one part, unpacked
	maxAll   = 48 << 20 // of all parts that are read
	maxParts = 2000
	maxCells = 200_000
)

// Read reads the values of a spreadsheet: of a formula the result that the
// file holds. Nothing is calculated, and no link is followed.
func Read(data []byte) (*reports.Book, error) {
	if err := kind(data); err != nil {
		return nil, err
	}
	zr, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, ErrDamaged
	}
	if len(zr.File) > maxParts {
		return nil, ErrTooLarge
	}
	p := &pack{files: map[string]*zip.File{}, left: maxAll}
	for _, f := range zr.File {
		p.files[strings.ToLower(strings.TrimPrefix(f.Name, "/"))] = f
	}
	if p.files["mimetype"] != nil {
		return nil, ErrOpenDocument
	}
	types, err := p.part("[Content_Types].xml")
	switch {
	case errors.Is(err, ErrTooLarge):
		return nil, err
	case err != nil:
		return nil, ErrNoSpreadsheet
	case bytes.Contains(types, []byte("macroEnabled")) || p.files["xl/vbaproject.bin"] != nil:
		return nil, ErrMacros
	case !bytes.Contains(types, []byte("spreadsheetml")):
		return nil, ErrNoSpreadsheet
	}
	return p.book()
}

// kind tells a package from what else people may hand over.
func kind(data []byte) error {
	switch {
	case len(data) > MaxFile:
		return ErrTooLarge
	case bytes.HasPrefix(data, []byte("PK")):
		return nil
	case bytes.HasPrefix(data, []byte{0xD0, 0xCF, 0x11, 0xE0}):
		// Both are kept in the same old container.
		if bytes.Contains(data, wide("EncryptedPackage")) {
			return ErrEncrypted
		}
		return ErrOld
	}
	return ErrNoSpreadsheet
}

// wide writes a name as the old container does, two bytes to a letter.
func wide(s string) []byte {
	var b []byte
	for i := range len(s) {
		b = append(b, s[i], 0)
	}
	return b
}

// pack is an open package.
type pack struct {
	files map[string]*zip.File
	left  int64 // bytes that may still be unpacked
}

// part unpacks one part, and no more of it than a plan can need.
func (p *pack) part(name string) ([]byte, error) {
	f := p.files[strings.ToLower(name)]
	if f == nil {
		return nil, ErrDamaged
	}
	r, err := f.Open()
	if err != nil {
		return nil, ErrDamaged
	}
	defer r.Close()
	most := min(int64(maxPart), p.left)
	data, err := io.ReadAll(io.LimitReader(r, most+1))
	switch {
	case int64(len(data)) > most:
		return nil, ErrTooLarge
	case err != nil:
		return nil, ErrDamaged
	}
	p.left -= int64(len(data))
	return data, nil
}

// links reads the relations of a part: target by id, and by the end of their
// kind.
func (p *pack) links(of string) (byID, byKind map[string]string, err error) {
	dir, name := path.Split(of)
	data, err := p.part(dir + "_rels/" + name + ".rels")
	if err != nil {
		return nil, nil, err
	}
	var rels struct {
		List []struct {
			ID     string `xml:"Id,attr"`
			Type   string `xml:"Type,attr"`
			Target string `xml:"Target,attr"`
			Mode   string `xml:"TargetMode,attr"`
		} `xml:"Relationship"`
	}
	if xml.Unmarshal(data, &rels) != nil {
		return nil, nil, ErrDamaged
	}
	byID, byKind = map[string]string{}, map[string]string{}
	for _, r := range rels.List {
		if r.Mode == "External" {
			continue
		}
		target := path.Join(dir, r.Target)
		if strings.HasPrefix(r.Target, "/") {
			target = strings.TrimPrefix(path.Clean(r.Target), "/")
		}
		byID[r.ID], byKind[path.Base(r.Type)] = target, target
	}
	return byID, byKind, nil
}

// book reads the workbook and its sheets.
func (p *pack) book() (*reports.Book, error) {
	_, top, err := p.links("")
	if err != nil {
		return nil, err
	}
	main := top["officeDocument"]
	data, err := p.part(main)
	if err != nil {
		return nil, err
	}
	var wb struct {
		Props struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name string     `xml:"name,attr"`
			Attr []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if xml.Unmarshal(data, &wb) != nil {
		return nil, ErrDamaged
	}
	byID, byKind, err := p.links(main)
	if err != nil {
		return nil, err
	}
	r := &reader{pack: p, room: maxCells}
	if name := byKind["sharedStrings"]; name != "" {
		if err := r.sharedStrings(name); err != nil {
			return nil, err
		}
	}
	book := &reports.Book{Since1904: wb.Props.Date1904 == "1" || wb.Props.Date1904 == "true"}
	for _, s := range wb.Sheets {
		id := ""
		for _, a := range s.Attr {
			if a.Name.Local == "id" {
				id = a.Value
			}
		}
		if byID[id] == "" || !strings.Contains(byID[id], "sheet") {
			continue // a sheet of a picture, or one that is missing
		}
		cells, err := r.sheet(byID[id])
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, reports.BookSheet{Name: s.Name, Cells: cells})
	}
	return book, nil
}

// reader reads the cells of one book.
type reader struct {
	*pack
	strings []string
	room    int // cells that may still come
}

// sharedStrings reads the table of texts.
func (r *reader) sharedStrings(name string) error {
	data, err := r.part(name)
	if err != nil {
		return err
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	for {
		t, err := d.Token()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return ErrDamaged
		}
		if s, ok := t.(xml.StartElement); ok && s.Name.Local == "si" {
			text, err := textOf(d)
			if err != nil {
				return ErrDamaged
			}
			r.strings = append(r.strings, text)
			if len(r.strings) > maxCells {
				return ErrTooLarge
			}
		}
	}
}

// textOf reads the text of an element that was just opened: its runs one after
// the other, without what tells how to pronounce them.
func textOf(d *xml.Decoder) (string, error) {
	var b strings.Builder
	depth, inText := 1, 0
	for depth > 0 {
		t, err := d.Token()
		if err != nil {
			return "", err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if t.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			if t.Name.Local == "t" {
				inText = depth
			}
		case xml.EndElement:
			if depth == inText {
				inText = 0
			}
			depth--
		case xml.CharData:
			if inText > 0 {
				b.Write(t)
			}
		}
	}
	return unescape(b.String()), nil
}

// unescape reads "_x0041_" as the letter A.
func unescape(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		if isEscape(s[i:]) {
			n, _ := strconv.ParseUint(s[i+2:i+6], 16, 16)
			b.WriteRune(rune(n))
			i += 7
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		b.WriteRune(r)
		i += size
	}
	return b.String()
}
