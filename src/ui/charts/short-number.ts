/** A number in at most four digits. */
export const shortNumber = (value: number): string => String(Number(value.toPrecision(4)));
