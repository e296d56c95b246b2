package form

import (
	"context"

	"csi/assess"
)

// AskFrame asks what a workshop is about: place, tier, policy, period,
// agencies, in the screens or lines of a sitting. Who answers, and how many
// they are, is not asked. Nothing is saved; the error is ErrStopped or
// ErrInputEnded when the person left. Of the sitting only Questionnaire (its
// title stands on the card), Framework, Phrases and the frame are used.
func AskFrame(ctx context.Context, t Terminal, s *Sitting) (assess.Frame, error) {
	s.New = true
	if t.Plain {
		k := newTalk(ctx, t, s.Phrases)
		k.session = newSession(s, k.say, t.now())
		k.frameOnly = true
		frame := k.copied().Frame
		err := k.frameQuestions(&frame)
		return frame, err
	}
	f := newFlow(t, s)
	f.frameOnly = true
	f.begin()
	err := f.u.run(ctx, t)
	return f.Assessment.Frame, err
}
