export const NOTICE_WORDS = {
  title: (pair: string, headline: string): string => `${pair}: ${headline}`,
  recovered: (pair: string): string => `${pair}: good again`,
  recoveredBody: (pair: string): string => `The last sync of ${pair} succeeded.`,
} as const;
