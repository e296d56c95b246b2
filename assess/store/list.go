package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"csi/assess"
)

// Entry sums up one assessment file of a folder.
type Entry struct {
	Path          string // folder and name
	Modified      time.Time
	Jurisdiction  string
	Group         assess.Group
	Questionnaire assess.Ref
	Title         string // of the questionnaire; "" when it is not to be found
	Settled       int    // items answered, don't know or not applicable
	Total         int    // items of the questionnaire; 0 when it is not to be found
	Faulty        bool   // Parse would refuse the file; the rest is what could be read
}

// List finds the assessments (*.csi.yaml) in a folder, newest first. Files
// that are broken are listed as Faulty, files of another kind are left out.
func List(dir string, resolve Resolver) ([]Entry, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, reading(dir, err)
	}
	var list []Entry
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), Ending) || strings.HasPrefix(f.Name(), ".") {
			continue
		}
		if e, ok := summary(filepath.Join(dir, f.Name()), resolve); ok {
			list = append(list, e)
		}
	}
	slices.SortStableFunc(list, func(a, b Entry) int { return b.Modified.Compare(a.Modified) })
	return list, nil
}

// summary reads what a menu needs of a file; false when it is no assessment.
func summary(path string, resolve Resolver) (Entry, bool) {
	e := Entry{Path: path}
	info, err := os.Stat(path)
	if err != nil || info.IsDir() {
		return e, false
	}
	e.Modified = info.ModTime()
	data, err := ReadFile(path)
	if err != nil {
		e.Faulty = true
		return e, true
	}
	r := &reader{a: new(assess.Assessment), file: path, resolve: resolve}
	root, err := r.open(data, assessmentKind)
	if err != nil {
		e.Faulty = true
		return e, !errors.Is(err, ErrKind)
	}
	r.walk(root)
	a, q := r.a, r.q
	e.Faulty = r.finish() != nil
	e.Jurisdiction, e.Group, e.Questionnaire = a.Frame.Jurisdiction, a.Frame.Group, a.Questionnaire
	for _, resp := range a.Responses {
		if resp.State != assess.Blank {
			e.Settled++
		}
	}
	if q != nil {
		e.Title, e.Total = q.Title, len(q.Items())
	}
	return e, true
}
