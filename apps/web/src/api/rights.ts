import { queryOptions } from '@tanstack/react-query'
import type { Permission } from '@worksmart/types/permissions'
import type { Role } from '@worksmart/types/roles'

/**
 * Whether a role may do it, for a screen that cannot wait: the table grows with the product, and
 * here it loads while the page rests.
 */
export const isRoleAllowed = (role: Role, permission: Permission) =>
  queryOptions({
    queryKey: ['rights', role, permission] as const,
    queryFn: async () =>
      (await import('@worksmart/types/permissions')).isPermitted(role, permission),
    staleTime: Number.POSITIVE_INFINITY,
  })
