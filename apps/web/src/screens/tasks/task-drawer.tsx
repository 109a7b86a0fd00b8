export function TaskDrawer(_: any) { return null }
