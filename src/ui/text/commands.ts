/** Words of the command list and the shortcut sheet; loaded with them. */
export const commandText = {
  commands: { en: 'Commands', ja: 'コマンド' },
  searchCommands: { en: 'Search stages, actions and settings', ja: '段階・操作・設定を探す' },
  noCommand: { en: 'Nothing of that name.', ja: 'その名前のものはありません。' },
  stage: { en: 'stage', ja: '段階' },
  action: { en: 'action', ja: '操作' },
  knob: { en: 'setting', ja: '設定' },
  shortcuts: { en: 'Keyboard shortcuts', ja: 'キー操作' },
  useKeys: { en: 'Use single-key shortcuts', ja: '1 文字のキー操作を使う' },
  close: { en: 'Close', ja: '閉じる' },
} as const;
