package questionnaires

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"csi/questionnaires/phrases"
)

func english() Words {
	p := phrases.New("en")
	return func(name string, parts map[string]any) string { return p.T("author.new."+name, phrases.V(parts)) }
}

// TestDraftPasses: what is written to start from has neither faults nor
// findings, in every shape and with awkward titles.
func TestDraftPasses(t *testing.T) {
	t.Parallel()
	l := Builtin()
	for i, n := range []New{
		{ID: "my-city", Title: "Our city"},
		{ID: "a", Title: `Money: who "pays" for what # and why`, Sections: []string{"Money: a", "null", "- rules", "{x}"}, Summary: "One.\nTwo."},
		{ID: "b2", Title: "Stages", Shape: ShapeStages, Groups: []string{"peer", "manager"}, Minutes: 600, Sources: []string{"charlois-2009", "coe-code-2019"}},
	} {
		data, err := n.Draft(l.Known(), l.Framework("en"), english(), SchemaFile)
		if err != nil {
			t.Fatal(err)
		}
		r := l.Lint(n.ID+".yaml", data, nil)
		if len(r.Findings) > 0 {
			t.Errorf("case %d:\n%s\n%s", i, found(r.Findings), data)
			continue
		}
		if r.Questionnaire.Title != n.Title {
			t.Errorf("case %d: title is %q; expected %q", i, r.Questionnaire.Title, n.Title)
		}
		if !strings.HasPrefix(string(data), "# yaml-language-server: $schema="+SchemaFile+"\ncsi: 1\n") {
			t.Errorf("case %d starts with %.60q; expected the line for editors", i, data)
		}
		if want := max(len(n.Sections), 1); n.Shape == "" && len(r.Questionnaire.Sections) != want {
			t.Errorf("case %d has %d sections; expected %d", i, len(r.Questionnaire.Sections), want)
		}
	}
}

func TestDraftRefuses(t *testing.T) {
	t.Parallel()
	l := Builtin()
	for field, n := range map[string]New{
		"id":       {ID: "My City", Title: "x"},
		"title":    {ID: "x", Title: " "},
		"language": {ID: "x", Title: "x", Language: "english"},
		"group":    {ID: "x", Title: "x", Groups: []string{"cso", "nobody"}},
		"source":   {ID: "x", Title: "x", Sources: []string{"hearsay"}},
		"mirror":   {ID: "x", Title: "x", Mirror: "Y!"},
		"minutes":  {ID: "x", Title: "x", Minutes: 601},
		"shape":    {ID: "x", Title: "x", Shape: "round"},
	} {
		var wrong *NewError
		if data, err := n.Draft(l.Known(), l.Framework("en"), english(), ""); data != nil || !errors.As(err, &wrong) || wrong.Field != field {
			t.Errorf("%s: %v; expected it to be refused", field, err)
		} else if fmt.Sprint(err) == "" {
			t.Errorf("%s is refused without a word", field)
		}
	}
}
