package form

import (
	"context"

	"csi/questionnaires/phrases"
)

// AskLine asks for one line of text, in every terminal in the same way. An
// empty line takes the proposal; where there is none it is asked again. q leaves. check
// may refuse what was typed with a sentence; it may be nil. The error is
// ErrStopped or ErrInputEnded when the person left.
func AskLine(ctx context.Context, t Terminal, p *phrases.Catalogue, question, proposal string, check func(string) string) (string, error) {
	k := newTalk(ctx, t, p)
	if proposal != "" {
		question = p.T("author.ask.proposal", phrases.V{"question": question, "proposal": proposal})
	}
	k.write(question)
	for {
		line, err := k.ask()
		if err != nil {
			return "", err
		}
		switch line {
		case "":
			line = proposal
		case "q":
			return "", ErrStopped
		}
		refusal := ""
		switch {
		case line == "":
			refusal = p.T("author.ask.nothing")
		case check != nil:
			refusal = check(line)
		}
		if refusal == "" {
			return line, nil
		}
		k.write(refusal)
	}
}
