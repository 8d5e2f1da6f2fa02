import assign from 'object-assign';

export function withDefaults(settings: { readonly theme?: string }): { theme: string } {
  return assign({ theme: 'light' }, settings);
}
