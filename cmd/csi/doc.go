// Csi is a self-assessment toolkit for civil society involvement in drug
// policy.
//
// An organisation answers a questionnaire in the terminal, offline; csi works
// out where involvement stands (six stages of the policy cycle by four levels
// of participation) and what holds it back (four barriers), and writes a road
// map: what to do next, by whom, by when.
//
// # Usage
//
//	csi                                    menu on a terminal, help elsewhere
//	csi assess [ID | FILE]                 answer, save every response, go on later
//	csi assess --again FILE                ask the same again, last time beside each item
//	csi score FILE [--json]                the profile
//	csi explain FILE [STAGE | BARRIER | ITEM] [--json]   how a result came about
//	csi plan FILE [--list | --json]        who does what by when; plan set for scripts
//	csi report FILE -o road-map.pdf        the road map: pdf, html, docx, txt, md, csv, xlsx, json
//	csi plan what-if FILE [--reach-targets] [--json]     what would follow if actions were done
//	csi report FILE --short | --explain    two pages for a meeting; an annex with every sum
//	csi compare A B [C ...] [--json] [-o views.pdf]   two views, then and now, a trend
//	csi plan export FILE -o plan.xlsx      the plan to edit; also ics and csv
//	csi plan import PLAN.xlsx FILE         an edited plan read back, cell by cell
//	csi workshop room FOLDER [--lan]       phones, big screen and trainer pages of a room
//	csi workshop results | agenda | report FOLDER      what a room may see, and agreed
//	csi benchmark add FOLDER | list | remove | verify | simulate   collections of many assessments
//	csi benchmark show | release | export | card | key new | quality   groups side by side, what may be published of them
//	csi compare FILE CARD.csi-card [--trust KEY]   beside the middle half of similar organisations
//	csi questionnaire list | show ID | check FILE...
//	csi workshop new NAME | status | change | add | agree | forget | simulate FOLDER
//	csi workshop handout FOLDER -o FILE.pdf   forms, guide, ballot cards
//	csi workshop enter FOLDER | tally FOLDER ITEM   paper typed in, raised cards counted
//	csi completion bash | zsh | fish | powershell
//	csi help [COMMAND | formats | scoring | privacy]
//
// # Output
//
// Results go to standard output, words to people go to standard error. With
// --json standard output holds one JSON value and nothing else. Screens are
// drawn on standard error.
//
// # Exit codes
//
//	0    done
//	1    a file cannot be opened, locked or written
//	2    wrong use of a command
//	3    faults found in a file
//	130  stopped by the person or by the end of input; what was confirmed is saved
//
// # Environment
//
//	CSI_LANG    language; else LC_ALL, LC_MESSAGES, LANG
//	CSI_PLAIN   any value: lines instead of screens
//	CSI_ASCII   any value: no signs beyond ASCII in screens
//	CSI_THEME   light, dark or plain
//	NO_COLOR    any value: no colour
//
// # Limits
//
// A profile shows how the people who answered see involvement. It is not a
// measurement of quality, not an audit and not a ranking. Questionnaires are
// not validated until they say so. PDF text covers Latin, Greek, Cyrillic,
// Georgian and Armenian; signs of other scripts are replaced and counted.
package main
