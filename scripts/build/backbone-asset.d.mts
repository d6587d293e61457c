export const backbonePath: string;
export function makeBackbone(): Buffer<ArrayBuffer>;
