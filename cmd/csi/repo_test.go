package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const root = "../.."

// mayImport says which packages of the project each package may import. It is
// the drawing of the house: data flows questionnaire → responses → profile →
// report, and nothing points back.
var mayImport = map[string][]string{
	"csi/assess":                     {},
	"csi/questionnaires/yamldoc":     {},
	"csi/questionnaires/locale":      {},
	"csi/questionnaires/phrases":     {"csi/assess", "csi/questionnaires/locale", "csi/questionnaires/yamldoc"},
	"csi/questionnaires":             {"csi/assess", "csi/questionnaires/locale", "csi/questionnaires/yamldoc"},
	"csi/assess/store":               {"csi/assess", "csi/questionnaires/yamldoc"},
	"csi/assess/collection":          {"csi/assess", "csi/assess/store", "csi/questionnaires/yamldoc"},
	"csi/reports":                    {"csi/assess", "csi/questionnaires/phrases"},
	"csi/reports/pdf":                {"csi/assess", "csi/reports"},
	"csi/reports/html":               {"csi/assess", "csi/reports"},
	"csi/reports/docx":               {"csi/assess", "csi/reports"},
	"csi/reports/xlsx":               {"csi/assess", "csi/reports"},
	"csi/reports/ics":                {"csi/reports"},
	"csi/reports/internal/collected": {"csi/assess", "csi/questionnaires", "csi/questionnaires/phrases", "csi/reports"}, // for tests alone
	"csi/cmd/internal/form/ground":   {},
	"csi/cmd/internal/form":          {"csi/assess", "csi/questionnaires/phrases", "csi/cmd/internal/form/ground"},
	"csi/cmd/internal/cli":           {"csi/assess", "csi/assess/collection", "csi/assess/store", "csi/questionnaires", "csi/questionnaires/locale", "csi/questionnaires/phrases", "csi/questionnaires/yamldoc", "csi/reports", "csi/reports/pdf", "csi/cmd/internal/form", "csi/reports/html", "csi/reports/docx", "csi/reports/ics", "csi/reports/xlsx", "csi/cmd/internal/room", "csi/reports/pdf/filled"},
	"csi/cmd/internal/room":          {"csi/assess", "csi/questionnaires/phrases"},
	"csi/reports/pdf/filled":         {},
	"csi/cmd/internal/browser":       {}, // for tests alone
	"csi/cmd/csi":                    {"csi/cmd/internal/cli"},
}

// manyImporters are the libraries that more than one package may import.
var manyImporters = []string{"github.com/charmbracelet/lipgloss", "golang.org/x/text", "github.com/muesli/termenv"}

// goFile is one parsed file of the project.
type goFile struct {
	path  string // from the root, with slashes
	pkg   string // import path of its folder
	test  bool
	lines int
	ast   *ast.File
}

func goFiles(t *testing.T) []goFile {
	t.Helper()
	var files []goFile
	fset := token.NewFileSet()
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && p != root && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(p, ".go") {
			return nil
		}
		src, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		f, err := parser.ParseFile(fset, p, src, parser.ParseComments)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		files = append(files, goFile{rel, "csi/" + path.Dir(rel), strings.HasSuffix(p, "_test.go"), bytes.Count(src, []byte("\n")), f})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 20 {
		t.Fatalf("found only %d Go files", len(files))
	}
	return files
}

func imports(f goFile) []string {
	var list []string
	for _, i := range f.ast.Imports {
		list = append(list, strings.Trim(i.Path.Value, `"`))
	}
	return list
}

func TestRepository_imports(t *testing.T) {
	t.Parallel()
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		allowed, known := mayImport[f.pkg]
		if !known {
			t.Errorf("%s: package %s has no place in the drawing of the house; add it to mayImport", f.path, f.pkg)
			continue
		}
		for _, i := range imports(f) {
			if strings.HasPrefix(i, "csi/") && !slices.Contains(allowed, i) {
				t.Errorf("%s imports %s; expected only %v", f.path, i, allowed)
			}
			if f.pkg == "csi/assess" && strings.Contains(strings.Split(i, "/")[0], ".") {
				t.Errorf("%s imports %s; expected the standard library only", f.path, i)
			}
		}
	}
}

func TestRepository_oneDoorToEachLibrary(t *testing.T) {
	t.Parallel()
	doors := map[string][]string{}
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		for _, i := range imports(f) {
			anywhere := slices.ContainsFunc(manyImporters, func(m string) bool { return strings.HasPrefix(i, m) })
			if anywhere || !strings.Contains(strings.Split(i, "/")[0], ".") {
				continue
			}
			library := strings.Join(strings.SplitN(i, "/", 4)[:min(3, strings.Count(i, "/")+1)], "/")
			if !slices.Contains(doors[library], f.pkg) {
				doors[library] = append(doors[library], f.pkg)
			}
			if strings.HasSuffix(i, "charmbracelet/huh") && path.Base(f.path) != "tui.go" {
				t.Errorf("%s imports huh; expected tui.go to be the only file that knows it", f.path)
			}
		}
	}
	for library, pkgs := range doors {
		if len(pkgs) > 1 {
			t.Errorf("%s is imported by %v; expected one package", library, pkgs)
		}
	}
}

func TestRepository_noInitAndNoLongFiles(t *testing.T) {
	t.Parallel()
	for _, f := range goFiles(t) {
		most := 500
		if f.test {
			most = 800
		}
		if f.lines > most {
			t.Errorf("%s has %d lines; expected at most %d", f.path, f.lines, most)
		}
		for _, d := range f.ast.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if ok && fn.Recv == nil && fn.Name.Name == "init" && f.pkg != "csi/cmd/internal/form/ground" {
				t.Errorf("%s has an init function; expected everything to be wired where it is used", f.path)
			}
		}
	}
}

func TestRepository_exportedNamesAreDocumented(t *testing.T) {
	t.Parallel()
	for _, f := range goFiles(t) {
		if f.test {
			continue
		}
		for _, d := range f.ast.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if d.Name.IsExported() && d.Doc == nil && exportedReceiver(d) {
					t.Errorf("%s: %s has no comment", f.path, d.Name.Name)
				}
			case *ast.GenDecl:
				for _, s := range d.Specs {
					if ts, ok := s.(*ast.TypeSpec); ok && ts.Name.IsExported() && d.Doc == nil && ts.Doc == nil {
						t.Errorf("%s: %s has no comment", f.path, ts.Name.Name)
					}
				}
			}
		}
	}
}

// exportedReceiver reports whether a function, or the type it belongs to, can
// be seen from outside.
func exportedReceiver(d *ast.FuncDecl) bool {
	if d.Recv == nil || len(d.Recv.List) == 0 {
		return true
	}
	typ := d.Recv.List[0].Type
	if star, ok := typ.(*ast.StarExpr); ok {
		typ = star.X
	}
	id, ok := typ.(*ast.Ident)
	return ok && id.IsExported()
}

func TestRepository_topLevelIsFixed(t *testing.T) {
	t.Parallel()
	fixed := []string{"cmd", "assess", "questionnaires", "reports", "testdata", "go.mod", "go.sum", "Makefile", "README.md", "LICENSE", "CHANGELOG.md", "bin", "out"}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		if !strings.HasPrefix(e.Name(), ".") && !slices.Contains(fixed, e.Name()) {
			t.Errorf("%s stands at the top level; expected only %v", e.Name(), fixed)
		}
	}
}
