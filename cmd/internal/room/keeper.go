package room

import (
	"errors"
	"io"
	"time"

	"csi/assess"
	"csi/questionnaires/phrases"
)

// What a Keeper answers when it is not a fault of the disk. They match with
// errors.Is.
var (
	ErrClosed = errors.New("this round takes no responses")
	ErrNobody = errors.New("no participant has this code")
)

// Keeper holds a workshop. What a method confirmed is safe. It may be used by
// several goroutines.
type Keeper interface {
	// Workshop gives what the workshop is.
	Workshop() assess.Workshop
	// Questionnaire gives the questionnaire of a group in the language of the
	// workshop.
	Questionnaire(assess.Group) *assess.Questionnaire
	// Add takes in a participant without a code and gives the code.
	Add(assess.Participant) (code string, err error)
	// Respond saves one response; ErrClosed, ErrNobody, or what the disk said.
	Respond(code, item string, round int, r assess.Response) error
	// Person gives a participant as it is now; false when there is none.
	Person(code string) (assess.Participant, bool)
	// People gives all participants.
	People() []assess.Participant
	// ReadCode reads a participant's code as a person types it; "" when it is
	// none.
	ReadCode(typed string) string
	// Log gives the log of decisions, oldest first.
	Log() []assess.Event
	// Stand tells where an item of a group stands.
	Stand(g assess.Group, item string) assess.ItemStand
	// Record adds events to the log, all or none; At is filled in.
	Record(...assess.Event) error
	// Agree saves what a group agreed on an item: in its agreed assessment and
	// in the log. The event is a TurnAgreed.
	Agree(assess.Event) error
}

// Tongue is a language that pages can be read in.
type Tongue struct {
	Lang    string // BCP 47, such as "fr"
	Name    string // in the language itself
	Phrases *phrases.Catalogue
	// Questionnaires are those of the groups, as far as possible in this
	// language; each says in which one it is.
	Questionnaires map[assess.Group]*assess.Questionnaire
	Groups         map[assess.Group]string // names of the groups
}

// Options say how a room is held.
type Options struct {
	Keeper  Keeper
	Tongues []Tongue // at least one
	Trainer string   // language of the trainer's pages; that of the workshop when ""
	Join    string   // host and port that phones open, such as "192.168.8.20:8650"
	Local   string   // host and port on this computer
	Hosts   []string // further names that the room may be called by, with ports
	Wifi    string   // name of the network to join; "" where there is nothing to say
	Lan     bool     // others in the network reach the room, without encryption
	Most    int      // participants that the room takes; 1,000 when 0
	Now     func() time.Time
	Random  io.Reader // for codes and keys
	// Trouble is called when something could not be saved, or a page failed.
	// The error holds nothing that anybody said.
	Trouble func(error)
}

// Status is what the terminal says of a running room.
type Status struct {
	Joined int
	Item   int // number of the item that the room looks at; 0 for none
	Items  int
	Open   bool   // the item takes responses
	Count  string // how many have responded, or that they are too few to say; "" when nothing is open
	Opened int    // items that take responses
}
