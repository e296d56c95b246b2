package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"slices"
	"strconv"
)

// compress packs the pages of a file that gofpdf wrote as they are. The
// library itself would pack them in haste (at the level "best speed"), which
// leaves a report an eighth larger; done here, each page is packed once, and
// well. The objects keep their order, their numbers and what else they say.
func compress(file []byte) ([]byte, error) {
	u := &appendix{old: file}
	if err := u.readTrailer(); err != nil {
		return nil, err
	}
	order := make([]int, 0, u.size)
	for object := 1; object < u.size; object++ {
		order = append(order, object)
	}
	slices.SortFunc(order, func(a, b int) int { return u.offsets[a] - u.offsets[b] })
	if len(order) == 0 || u.offsets[order[0]] > u.table {
		return nil, errLayout
	}
	u.out.Grow(len(file) / 2)
	u.out.Write(file[:u.offsets[order[0]]])
	p := newPacker()
	at := make([]int, u.size)
	for i, object := range order {
		end := u.table
		if i+1 < len(order) {
			end = u.offsets[order[i+1]]
		}
		at[object] = u.out.Len()
		if err := u.packed(p, file[u.offsets[object]:end]); err != nil {
			return nil, err
		}
	}
	table := u.out.Len()
	fmt.Fprintf(&u.out, "xref\n0 %d\n0000000000 65535 f \n", u.size)
	for _, where := range at[1:] {
		fmt.Fprintf(&u.out, "%010d 00000 n \n", where)
	}
	fmt.Fprintf(&u.out, "trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n", u.size, u.root, u.info, table)
	return u.out.Bytes(), nil
}

// packed writes one object; the content of a page is packed.
func (u *appendix) packed(p *packer, object []byte) error {
	head, rest, isStream := bytes.Cut(object, []byte("<</Length "))
	if isStream && bytes.HasSuffix(head, []byte(" 0 obj\n")) {
		length, body, isPage := bytes.Cut(rest, []byte(">>\nstream\n"))
		if n, err := strconv.Atoi(string(length)); isPage && err == nil {
			if n < 0 || n > len(body) {
				return errLayout
			}
			data := p.pack(body[:n])
			u.out.Write(head)
			fmt.Fprintf(&u.out, "<</Filter /FlateDecode /Length %d>>\nstream\n", len(data))
			u.out.Write(data)
			u.out.Write(body[n:])
			return nil
		}
	}
	u.out.Write(object)
	return nil
}

// packer compresses one piece after another with the same tables.
type packer struct {
	out bytes.Buffer
	z   *zlib.Writer
}

func newPacker() *packer {
	p := &packer{}
	p.z = zlib.NewWriter(&p.out)
	return p
}

// pack gives the compressed bytes, valid until the next call.
func (p *packer) pack(parts ...[]byte) []byte {
	p.out.Reset()
	p.z.Reset(&p.out)
	for _, part := range parts {
		_, _ = p.z.Write(part) // a buffer takes everything
	}
	_ = p.z.Close()
	return p.out.Bytes()
}
