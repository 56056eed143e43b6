/** For answers with personal data: no cache may keep them. */
export const noStore = { 'Cache-Control': 'private, no-store' } as const;
