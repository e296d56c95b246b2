package reports

func (b *builder) stages() *StagesPart     { return nil }
func (b *builder) sections() *SectionsPart { return nil }
func (b *builder) unknown() Unknown        { return Unknown{} }
func (b *builder) method(*Report) Method   { return Method{} }
func (b *builder) sources() SourcesPart    { return SourcesPart{} }
func (b *builder) profile() Profile        { return Profile{} }

// Profile is the profile in few words.
type Profile struct{}
