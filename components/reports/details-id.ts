/** The part of the page that shows one queue or agent in detail. */
export const detailsId = "details";
