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
//	csi score FILE [--json]                the profile
//	csi explain FILE [STAGE | BARRIER | ITEM] [--json]   how a result came about
//	csi report FILE -o road-map.pdf        the road map: pdf, html, txt, md, csv, json
//	csi questionnaire list | show ID | check FILE...
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
