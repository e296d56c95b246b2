package collection

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"csi/questionnaires/yamldoc"
)

// feeder cuts sources into pieces of work.
type feeder struct {
	ctx  context.Context
	im   *importer
	next int
	now  piece
}

// typical stands for the size of a file that nobody has looked at yet.
const typical = 2500

// What a piece holds at most.
const (
	pieceFiles = 64
	pieceBytes = 256 << 10
)

// bombFactor is how many times larger than packed the content of an archive
// may be; text packs to a tenth, rarely to a fiftieth.
const bombFactor = 200

func join(words []string) string { return strings.Join(words, ", ") }

// send hands a piece on; false when the import is over.
func (f *feeder) send() bool {
	if len(f.now.docs)+len(f.now.aside)+f.now.over == 0 && f.now.size == 0 {
		return f.ctx.Err() == nil
	}
	p := f.now
	p.seq = f.next
	f.next++
	f.now = piece{}
	select {
	case f.im.room <- struct{}{}:
	case <-f.ctx.Done():
		return false
	}
	select {
	case f.im.pieces <- &p:
		return true
	case <-f.ctx.Done():
		return false
	}
}

// put adds a document to the piece.
func (f *feeder) put(d document, size int64) bool {
	f.now.docs = append(f.now.docs, d)
	f.now.size += size
	if len(f.now.docs) >= pieceFiles || f.now.size >= pieceBytes && d.data != nil {
		return f.send()
	}
	return f.ctx.Err() == nil
}

// aside sets a source aside, in its place among the others.
func (f *feeder) aside(source, code string) bool {
	f.now.aside = append(f.now.aside, SetAside{Source: source, Code: code})
	return f.send()
}

// listed is one file to read.
type listed struct {
	path  string
	size  int64
	code  string // set aside at once
	given bool   // named by the person, whatever its name ends with
}

// all goes through all sources: first what there is, so that the time left
// can be told, then what it says.
func (f *feeder) all(sources []string) {
	for _, source := range sources {
		if source == "-" {
			f.im.total.Lock()
			f.im.total.unknown = true
			f.im.total.Unlock()
		}
	}
	var lists [][]listed
	for _, source := range sources {
		list := f.list(source)
		lists = append(lists, list)
		f.im.total.Lock()
		for _, l := range list {
			f.im.total.bytes += l.size
		}
		f.im.total.Unlock()
	}
	for i, source := range sources {
		if source == "-" {
			if !f.stream("-", f.im.o.In, 1<<62) || !f.send() {
				return
			}
			continue
		}
		for _, l := range lists[i] {
			if !f.file(l) {
				return
			}
		}
		if !f.send() {
			return
		}
	}
}

// list finds the files of a source, in the order of their names.
func (f *feeder) list(source string) []listed {
	if source == "-" {
		return nil
	}
	info, err := os.Stat(source)
	if err != nil {
		return []listed{{path: source, code: refusal(err)}}
	}
	if !info.IsDir() {
		return []listed{f.entry(source, info, true)}
	}
	var list []listed
	_ = filepath.WalkDir(source, func(path string, d fs.DirEntry, err error) error {
		switch {
		case f.ctx.Err() != nil:
			return f.ctx.Err()
		case err != nil:
			list = append(list, listed{path: path, code: refusal(err)})
			if d != nil && d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			if path != source && strings.HasPrefix(d.Name(), ".") {
				return fs.SkipDir
			}
			return nil
		case !takes(path):
			f.now.over++
			return nil
		case d.Type().IsRegular():
			size := int64(typical)
			if isLarge(path) {
				if info, err := d.Info(); err == nil {
					size = info.Size()
				}
			}
			list = append(list, listed{path: path, size: size})
			return nil
		}
		info, err := os.Stat(path) // behind a link
		switch {
		case err != nil:
			list = append(list, listed{path: path, code: refusal(err)})
		case info.IsDir():
			list = append(list, listed{path: path, code: "link"})
		default:
			list = append(list, f.entry(path, info, false))
		}
		return nil
	})
	return list
}

func (f *feeder) entry(path string, info fs.FileInfo, given bool) listed {
	if !info.Mode().IsRegular() {
		return listed{path: path, code: "not-file"}
	}
	size := int64(typical)
	if isLarge(path) {
		size = info.Size()
	}
	return listed{path: path, size: size, given: given}
}

// refusal says why a path cannot be looked at.
func refusal(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "not-found"
	case errors.Is(err, syscall.ELOOP):
		return "loop"
	}
	return "unreadable"
}

// takes reports whether a name is one of a file that may hold assessments.
func takes(name string) bool {
	base := filepath.Base(name)
	return !strings.HasPrefix(base, ".") &&
		slices.Contains([]string{".yaml", ".yml", ".json", ".jsonl", ".ndjson", ".zip"}, strings.ToLower(filepath.Ext(base)))
}

func isLines(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".jsonl" || ext == ".ndjson"
}

func isArchive(name string) bool { return strings.ToLower(filepath.Ext(name)) == ".zip" }

func isLarge(name string) bool { return isLines(name) || isArchive(name) }

// file hands one file on.
func (f *feeder) file(l listed) bool {
	switch {
	case l.code != "":
		return f.send() && f.aside(l.path, l.code)
	case isArchive(l.path):
		return f.send() && f.archive(l.path)
	case isLines(l.path):
		file, err := os.Open(l.path)
		if err != nil {
			return f.send() && f.aside(l.path, refusal(err))
		}
		defer file.Close()
		return f.send() && f.stream(l.path, file, 1<<62) && f.send()
	}
	return f.put(document{source: l.path, file: true}, l.size)
}

// readLimited reads up to the most that an assessment may have into the memory
// of room.
func readLimited(r io.Reader, room []byte) ([]byte, error) {
	if cap(room) == 0 {
		room = make([]byte, 0, 8<<10)
	}
	for {
		if len(room) == cap(room) {
			room = append(room, 0)[:len(room)]
		}
		n, err := r.Read(room[len(room):cap(room)])
		room = room[:len(room)+n]
		switch {
		case len(room) > yamldoc.MaxSize:
			return room, &SetAside{Code: "too-large"}
		case err == io.EOF:
			return room, nil
		case err != nil:
			return room, &SetAside{Code: broken(err)}
		}
	}
}

// errEnough ends the reading of a stream that has more than it may have.
var errEnough = errors.New("more than it may have")

// stream reads lines of JSON, or one assessment in YAML when the first sign
// is no brace. most is how many bytes may come.
func (f *feeder) stream(source string, r io.Reader, most int64) bool {
	in := bufio.NewReaderSize(&bounded{r, most}, 256<<10)
	start, err := in.Peek(3)
	if bytes.Equal(start, []byte("\ufeff")) {
		_, _ = in.Discard(3)
		start, err = in.Peek(1)
	}
	if len(start) == 0 {
		code := "empty"
		if err != nil && err != io.EOF {
			code = broken(err)
		}
		return f.aside(source, code)
	}
	if start[0] != '{' && !isLines(source) {
		data, err := readLimited(in, nil)
		if err != nil {
			return f.aside(source, asideOf(err).Code)
		}
		return f.put(document{source: source, data: data}, int64(len(data)))
	}
	for number := 1; ; number++ {
		var line []byte
		var size int64
		var long bool
		line, size, long, err = f.line(in)
		switch {
		case long:
			f.now.aside = append(f.now.aside, SetAside{Source: source, Line: number, Code: "too-long"})
			f.now.size += size
			if !f.send() {
				return false
			}
		case len(bytes.TrimSpace(line)) > 0:
			if !f.put(document{source: source, line: number, data: line}, size) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return f.send() && f.aside(source, broken(err))
		}
	}
}

// broken says why a stream ended too early.
func broken(err error) string {
	switch {
	case errors.Is(err, errEnough):
		return "bomb"
	case errors.Is(err, zip.ErrChecksum), errors.Is(err, zip.ErrFormat), errors.Is(err, zip.ErrAlgorithm), errors.Is(err, io.ErrUnexpectedEOF):
		return "archive"
	}
	return "unreadable"
}

// line reads a line without its end into the room of the piece; long when it
// has more than an assessment may have.
func (f *feeder) line(in *bufio.Reader) (line []byte, size int64, long bool, err error) {
	if f.now.room == nil {
		f.now.room = f.fresh()
	}
	room := f.now.room
	start := len(room)
	for {
		part, err := in.ReadSlice('\n')
		size += int64(len(part))
		if !long {
			room = append(room, part...)
		}
		if len(room)-start > yamldoc.MaxSize {
			long, room = true, room[:start]
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		f.now.room = room
		if long {
			return nil, size, true, nil // an end of file comes again
		}
		return bytes.TrimRight(slices.Clip(room[start:]), "\r\n"), size, false, err
	}
}

// fresh gives room for the lines of a piece.
func (f *feeder) fresh() []byte {
	select {
	case room := <-f.im.rooms:
		if cap(room) > 0 && cap(room) <= 2*pieceBytes {
			return room[:0]
		}
	default:
	}
	return make([]byte, 0, pieceBytes)
}

// bounded is a reader that refuses to give more than it may.
type bounded struct {
	r    io.Reader
	left int64
}

// Read reads.
func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, errEnough
	}
	return n, err
}

// archive reads a zip archive. Archives inside are not opened.
func (f *feeder) archive(path string) bool {
	file, err := zip.OpenReader(path)
	if err != nil {
		code := "archive"
		if errors.Is(err, fs.ErrPermission) {
			code = "unreadable"
		}
		return f.aside(path, code)
	}
	defer file.Close()
	for _, z := range file.File {
		source := path + ": " + z.Name
		size := int64(z.CompressedSize64)
		most := bombFactor*size + 1<<16
		ok := true
		switch {
		case strings.HasSuffix(z.Name, "/"):
		case strings.Contains(z.Name, "__MACOSX/"), !takes(z.Name):
			f.now.over++
			f.now.size += size
		case z.Flags&1 != 0:
			ok = f.send() && f.aside(source, "locked")
		case isArchive(z.Name):
			ok = f.send() && f.aside(source, "nested")
		default:
			ok = f.packed(z, source, size, most)
		}
		if !ok {
			return false
		}
	}
	return f.send()
}

// packed reads one file of an archive.
func (f *feeder) packed(z *zip.File, source string, size, most int64) bool {
	in, err := z.Open()
	if err != nil {
		return f.send() && f.aside(source, "archive")
	}
	defer in.Close()
	if isLines(z.Name) {
		return f.send() && f.stream(source, in, most) && f.send()
	}
	data, err := readLimited(&bounded{in, most}, nil)
	if err != nil {
		return f.send() && f.aside(source, asideOf(err).Code)
	}
	return f.put(document{source: source, data: data}, size)
}
