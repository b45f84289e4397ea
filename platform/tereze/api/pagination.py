"""Long lists, page by page."""

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

if TYPE_CHECKING:  # at run time the views are read later than the settings that name this class
    from rest_framework.views import APIView


class Pages(PageNumberPagination):
    """`?page=2&page_size=100`: fifty on a page unless asked otherwise, at most two hundred."""

    page_size = 50
    page_size_query_param = "page_size"
    max_page_size = 200

    def paginate_queryset(self, queryset: Any, request: Request, view: "APIView | None" = None) -> list[Any] | None:
        """Return one page. Rows that sort alike are kept in one order, or they would hop between pages."""
        if isinstance(queryset, QuerySet):
            order = queryset.query.order_by or queryset.model._meta.ordering or ()
            queryset = queryset.order_by(*order, "pk")
        return super().paginate_queryset(queryset, request, view)
