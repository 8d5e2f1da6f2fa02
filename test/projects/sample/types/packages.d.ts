// What the used packages offer, so that the sample is understood without an installation.

declare module 'left-pad' {
  export default function leftPad(text: string | number, length: number, fill?: string | number): string;
}

declare module 'mkdirp' {
  export function mkdirp(path: string): Promise<string | undefined>;
}

declare module 'object-assign' {
  export default function objectAssign<T, U>(target: T, source: U): T & U;
  export default function objectAssign<T, U, V>(target: T, first: U, second: V): T & U & V;
}

declare module 'rimraf' {
  export function rimraf(path: string): Promise<boolean>;
}

declare module 'uuid' {
  export function v4(): string;
}
