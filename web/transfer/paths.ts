export const TRANSFERS = '/api/desk/transfers'
