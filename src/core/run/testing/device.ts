/** A device for results in tests. */
export const aDevice = {
  backend: 'cpu',
  adapter: '',
  isSoftware: true,
  hasHalfStorage: false,
  fallbackReason: '',
} as const;
