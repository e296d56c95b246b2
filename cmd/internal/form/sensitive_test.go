package form

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"csi/assess"
	"csi/questionnaires"
	"csi/questionnaires/phrases"
)

// TestNotesAreOffForTheGroupThatAnswers: which group answers may become known
// only with the frame; the caller need not say that its free text is off.
func TestNotesAreOffForTheGroupThatAnswers(t *testing.T) {
	t.Parallel()
	q, err := questionnaires.Load("peer-org", "")
	if err != nil {
		t.Fatal(err)
	}
	for group, off := range map[assess.Group]bool{"peer": true, "manager": false} {
		var out bytes.Buffer
		s := &Sitting{
			Questionnaire: q.Questionnaire, Framework: questionnaires.Framework("en"), Phrases: phrases.New("en"),
			Assessment: &assess.Assessment{Frame: assess.Frame{Group: group}, Responses: map[string]assess.Response{}},
			Save:       func(*assess.Assessment) error { return nil },
		}
		terminal := Terminal{In: strings.NewReader("t\n\nq\n"), Out: &out, Getenv: func(string) string { return "" }, Now: time.Now, Plain: true}
		_, _ = New(terminal).Ask(context.Background(), s)
		want := phrases.New("en").T("form.notes_off")
		if got := strings.Contains(strings.Join(strings.Fields(out.String()), " "), want); got != off {
			t.Errorf("%s: notes are refused: %v, want %v\n%s", group, got, off, out.String())
		}
	}
}
