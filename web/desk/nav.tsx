import type { NavItem } from '../shell/frame.js'

/** 经办端的导航；`ability` is what must pass for the item to be there. */
export const DESK_NAV: readonly (NavItem & { readonly ability?: string })[] = []
