/** A text that the user sees, in every language of the page. */
export type Language = 'en' | 'ja';
export type Text = Readonly<Record<Language, string>>;
