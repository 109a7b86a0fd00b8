export const roles = ['member', 'manager', 'admin'] as const
export type Role = (typeof roles)[number]
