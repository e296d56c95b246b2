package cli

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"csi/questionnaires/phrases"
	"csi/questionnaires/yamldoc"
)

// literals gives the texts of this package, and the ids of messages that its
// calls ask for.
func literals(t *testing.T) (all map[string]bool, asked []string) {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	all = map[string]bool{}
	text := func(e ast.Expr) string {
		if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
			s, _ := strconv.Unquote(lit.Value)
			return s
		}
		return ""
	}
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BasicLit:
			all[text(n)] = true
		case *ast.CallExpr:
			var called string
			switch f := n.Fun.(type) {
			case *ast.Ident:
				called = f.Name
			case *ast.SelectorExpr:
				called = f.Sel.Name
			}
			for i, arg := range n.Args {
				s := text(arg)
				switch {
				case s == "":
				case (called == "T" || called == "N") && i == 0 && strings.Contains(s, ".") && !strings.HasSuffix(s, "."):
					asked = append(asked, s)
				case (called == "usage" || called == "failed") && i == 0:
					asked = append(asked, "cli.error."+s)
				case (called == "usage" || called == "failed") && i >= 2:
					asked = append(asked, "cli.hint."+s)
				case called == "warn" && i == 0:
					asked = append(asked, "cli.warning."+s)
				}
			}
		}
		return true
	}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(f, visit)
	}
	return all, asked
}

// TestWords holds that every message that is asked for exists, and that every
// message of the catalogue is asked for.
func TestWords(t *testing.T) {
	t.Parallel()
	p := phrases.New("en")
	all, asked := literals(t)
	if len(asked) < 60 {
		t.Fatalf("found only %d calls that ask for a message", len(asked))
	}
	for _, id := range asked {
		if !p.Has(id) {
			t.Errorf("the message %s is asked for and does not exist", id)
		}
	}
	data, err := os.ReadFile("../../../questionnaires/phrases/en/cli.yaml")
	if err != nil {
		t.Fatal(err)
	}
	root, faults := yamldoc.Parse("cli.yaml", data)
	if len(faults.List) > 0 {
		t.Fatal(faults.List)
	}
	var walk func(n *yamldoc.Node, path string)
	walk = func(n *yamldoc.Node, path string) {
		if n.Kind == yamldoc.Map && n.Get("other") == nil {
			for _, pair := range n.Pairs {
				walk(pair.Value, path+"."+pair.Key.Text)
			}
			return
		}
		last := path[strings.LastIndexByte(path, '.')+1:]
		if !all["cli"+path] && !all[last] {
			t.Errorf("nobody asks for the message cli%s", path)
		}
	}
	walk(root, "")
}

// TestHelp_complete holds that every command has its page and its one line,
// and that the page names every flag, every child and an example.
func TestHelp_complete(t *testing.T) {
	t.Parallel()
	a := &app{env: &Env{Getenv: func(string) string { return "" }}}
	root := a.root()
	var visit func(c *cobra.Command)
	visit = func(c *cobra.Command) {
		page, short := "help.page."+key(c), "help.short."+key(c)
		if !a.phrases().Has(page) || !a.phrases().Has(short) {
			t.Errorf("%s has no page or no line in the catalogue", c.CommandPath())
			return
		}
		text := a.phrases().T(page)
		c.LocalFlags().VisitAll(func(f *pflag.Flag) {
			if f.Name != "help" && !regexp.MustCompile(`--`+f.Name+`\b`).MatchString(text) {
				t.Errorf("the page of %s does not name --%s", c.CommandPath(), f.Name)
			}
		})
		if !strings.Contains(text, "Example") {
			t.Errorf("the page of %s has no example", c.CommandPath())
		}
		for line := range strings.Lines(text) {
			if n := len([]rune(strings.TrimRight(line, "\n"))); n > 80 {
				t.Errorf("the page of %s has a line of %d columns: %s", c.CommandPath(), n, line)
			}
		}
		for _, child := range c.Commands() {
			if !strings.Contains(text, child.Name()) {
				t.Errorf("the page of %s does not name %s", c.CommandPath(), child.Name())
			}
			visit(child)
		}
	}
	visit(root)
	for _, topic := range topics() {
		var out strings.Builder
		a.env.Out, a.env.Err = &out, &out
		known, err := a.topic(topic)
		if !known || err != nil || len(out.String()) < 500 {
			t.Errorf("the topic %s has no page", topic)
		}
	}
}
