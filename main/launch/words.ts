export const DEMO_WORDS = { pairName: 'Demo' } as const;
