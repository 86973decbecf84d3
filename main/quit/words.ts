export const QUIT_WORDS = {
  sync: {
    message: 'A run is under way.',
    detail: 'What is copied so far stays on the spare, and the next sync goes on from there.',
    quit: 'Quit and Stop the Run',
    keep: 'Keep Running',
  },
  setup: {
    message: 'A set-up is under way.',
    detail: 'What is done so far stays, and the set-up can be done again from there.',
    quit: 'Quit and Stop the Set-up',
    keep: 'Keep Running',
  },
  unsaved: {
    message: 'Close without saving?',
    detail: 'What you changed in Volumes is not saved and would be lost.',
    quit: 'Discard Changes',
    keep: 'Keep Editing',
  },
} as const;
