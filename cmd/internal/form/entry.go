package form

import (
	"context"
	"strconv"
	"strings"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// Entry is one paper sheet while it is typed in.
type Entry struct {
	Questionnaire *assess.Questionnaire
	Titles        []string // of the sections, in the language of the screens; nil for those of the questionnaire
	Phrases       *phrases.Catalogue
	Number        int                        // of the sheet, for the prompts
	Said          map[string]assess.Response // what was typed so far; the first items of the sheet up to From
	From          int                        // how many items were passed already
	Unsaid        string                     // reason of "not applicable" where an item names none
	// Keep is handed all that was typed after each line, before the next is
	// asked for. Its error ends the typing.
	Keep func(said map[string]assess.Response) error
}

// EnterSheet asks for the responses on a sheet, section by section, until the
// typist confirms them. It gives false when the sheet is to stay a draft. The
// error is ErrStopped or ErrInputEnded when the typist left, or that of Keep.
func EnterSheet(ctx context.Context, t Terminal, e *Entry) (bool, error) {
	k := &typing{talk: newTalk(ctx, t, e.Phrases), e: e, items: e.Questionnaire.Items(), at: e.From}
	k.write(e.Phrases.T("enter.how"))
	for {
		for k.at < len(k.items) {
			end, err := k.run()
			if err != nil {
				return false, err
			}
			if end {
				break
			}
		}
		k.at = len(k.items)
		k.summary()
		done, answer, err := k.confirm()
		if err != nil || done {
			return answer, err
		}
	}
}

// typing is the state of one sheet.
type typing struct {
	*talk
	e     *Entry
	items []*assess.Item
	at    int // the next item, from 0
}

// section gives the title of the section that the next item is in, and where
// the section ends.
func (k *typing) section() (title string, end int) {
	for i := range k.e.Questionnaire.Sections {
		s := &k.e.Questionnaire.Sections[i]
		if end += len(s.Items); k.at < end {
			return k.title(i), end
		}
	}
	return "", len(k.items)
}

// title gives the name of a section.
func (k *typing) title(i int) string {
	if i < len(k.e.Titles) {
		return k.e.Titles[i]
	}
	return k.e.Questionnaire.Sections[i].Title
}

// run asks for the items up to the end of the section; end says that the sheet
// is at its end.
func (k *typing) run() (end bool, err error) {
	p := k.e.Phrases
	title, last := k.section()
	if k.at == last-1 {
		k.write(p.T("enter.section_one", phrases.V{"section": title, "item": last}))
	} else {
		k.write(p.T("enter.section", phrases.V{"section": title, "from": k.at + 1, "to": last}))
	}
	line, err := k.ask()
	if err != nil {
		return false, err
	}
	switch word := strings.ToLower(strings.TrimSpace(line)); {
	case word == "":
		k.write(p.T("enter.nothing"))
		return false, nil
	case word == "q", len(word) > 1 && k.command(word) == "stop":
		return false, ErrStopped
	case word == "h", len(word) > 1 && k.command(word) == "help":
		k.help(k.at, last)
		return false, nil
	case len(word) > 1 && k.command(word) == "back":
		k.back()
		return false, nil
	case strings.Contains("|"+p.T("enter.end")+"|", "|"+word+"|"):
		return true, nil
	}
	return false, k.take(line, last)
}

// help lists what may be typed for the items that are asked for.
func (k *typing) help(from, to int) {
	for i := from; i < to; i++ {
		k.hang(strconv.Itoa(i+1)+" "+k.items[i].ID+": "+assess.Signs(k.items[i]), 2)
	}
}

// back goes to the start of the section, or of the one before.
func (k *typing) back() {
	start := 0
	for i := range k.e.Questionnaire.Sections {
		n := len(k.e.Questionnaire.Sections[i].Items)
		if start+n >= k.at {
			break
		}
		start += n
	}
	k.at = start
}

// take reads one line and keeps it; a line with a fault changes nothing.
func (k *typing) take(line string, last int) error {
	typed, fault := readEntry(k.items, k.at, last, line, k.e.Unsaid)
	if fault != nil {
		k.write(k.e.Phrases.T("enter."+fault.id, fault.parts))
		return nil
	}
	for _, x := range typed {
		id := k.items[x.item].ID
		if x.response.State == assess.Blank {
			delete(k.e.Said, id)
		} else {
			k.e.Said[id] = x.response
		}
		k.at = max(k.at, x.item+1)
	}
	return k.e.Keep(k.e.Said)
}

// summary reads back what was typed, section by section, with counts.
func (k *typing) summary() {
	n := 0
	for i := range k.e.Questionnaire.Sections {
		s := &k.e.Questionnaire.Sections[i]
		var signs []string
		for j := range s.Items {
			signs = append(signs, assess.SignOf(&s.Items[j], k.e.Said[s.Items[j].ID]))
		}
		k.hang(k.e.Phrases.T("enter.line", phrases.V{"from": n + 1, "to": n + len(s.Items), "signs": strings.Join(signs, " "), "section": k.title(i)}), 4)
		n += len(s.Items)
	}
	open := k.open()
	k.write(k.e.Phrases.N("enter.count", len(k.e.Said), phrases.V{"items": len(k.items), "sheet": k.e.Number}))
	if len(open) > 0 {
		k.write(k.e.Phrases.T("enter.open", phrases.V{"items": strings.Join(open, ", ")}))
	}
}

// open lists the items without a response, runs of them as "9–11".
func (k *typing) open() []string {
	var out []string
	for i := 0; i < len(k.items); i++ {
		from := i
		for i < len(k.items) && k.e.Said[k.items[i].ID].State == assess.Blank {
			i++
		}
		switch i - from {
		case 0:
		case 1:
			out = append(out, strconv.Itoa(i))
		default:
			out = append(out, strconv.Itoa(from+1)+"–"+strconv.Itoa(i))
		}
	}
	return out
}

// confirm asks whether the sheet is right. done is false after a correction;
// answer is whether to save.
func (k *typing) confirm() (done, answer bool, err error) {
	for {
		k.write(k.e.Phrases.T("enter.confirm", phrases.V{"sheet": k.e.Number}))
		line, err := k.ask()
		if err != nil {
			return true, false, err
		}
		switch command := k.command(line); {
		case command == "yes":
			if len(k.e.Said) == 0 {
				k.write(k.e.Phrases.T("enter.empty"))
				continue
			}
			return true, true, nil
		case command == "no" || strings.EqualFold(strings.TrimSpace(line), "n"):
			return true, false, nil
		case command == "stop":
			return true, false, ErrStopped
		case strings.TrimSpace(line) == "":
			continue
		}
		before := k.at
		if err := k.take(line, k.at); err != nil {
			return true, false, err
		}
		k.at = before
		return false, false, nil
	}
}

// Difference is an item that two typists read differently.
type Difference struct {
	Item          *assess.Item
	Number        int // from 1
	First, Second assess.Response
}

// Compare lists the items that two typings of a sheet differ in.
func Compare(q *assess.Questionnaire, first, second map[string]assess.Response) []Difference {
	var out []Difference
	for i, it := range q.Items() {
		if a, z := first[it.ID], second[it.ID]; a != z {
			out = append(out, Difference{it, i + 1, a, z})
		}
	}
	return out
}

// Settle asks what the sheet says where two typings differ, and gives what was
// settled by item. Nothing is proposed: the typist looks at the paper.
func Settle(ctx context.Context, t Terminal, p *phrases.Catalogue, differences []Difference, unsaid string) (map[string]assess.Response, error) {
	k := newTalk(ctx, t, p)
	k.write(p.N("enter.differences", len(differences)))
	out := map[string]assess.Response{}
	for _, d := range differences {
		for {
			k.hang(p.T("enter.difference", phrases.V{
				"item": d.Number, "id": d.Item.ID, "first": assess.SignOf(d.Item, d.First), "second": assess.SignOf(d.Item, d.Second),
			}), 2)
			line, err := k.ask()
			if err != nil {
				return nil, err
			}
			if strings.TrimSpace(line) == "" {
				continue
			}
			if r, ok := assess.ReadSign(d.Item, line, unsaid); ok {
				out[d.Item.ID] = r
				break
			}
			if k.command(line) == "stop" {
				return nil, ErrStopped
			}
			k.write(p.T("enter.sign", phrases.V{"typed": shorten(line, 20, "…"), "item": d.Number, "signs": assess.Signs(d.Item)}))
		}
	}
	return out, nil
}

// AskYes asks a question to be answered with y or n, in lines.
func AskYes(ctx context.Context, t Terminal, p *phrases.Catalogue, question string) (bool, error) {
	k := newTalk(ctx, t, p)
	k.write(question)
	return k.yes()
}
