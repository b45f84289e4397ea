"""The API's own addresses: its description, and the answer to addresses that do not exist."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tereze.accounts.http import open_to_all
from tereze.api.permissions import NamedPermission
from tereze.api.throttling import StrangerThrottle


class SchemaView(SpectacularAPIView):
    """The OpenAPI description, as YAML or JSON."""

    open_because = "the description of the API holds no data of any council"
    permission_classes = [NamedPermission]
    throttle_classes = [StrangerThrottle]


@open_to_all("the description of the API holds no data of any council")
def docs(request: HttpRequest) -> HttpResponse:
    """Explain the API to people."""
    return render(request, "api/docs.html")


@extend_schema(exclude=True)
class NoSuchAddress(APIView):
    """Answers, in the API's own shape, for addresses that nobody has."""

    open_because = "there is nothing to protect at an address that does not exist"
    authentication_classes = []
    throttle_classes = [StrangerThrottle]

    def initial(self, request: Request, *args: object, **kwargs: object) -> None:
        """Say so, whatever the method."""
        super().initial(request, *args, **kwargs)
        hint = "" if request.path.endswith("/") else " Addresses end with a slash."
        raise NotFound(f"There is nothing at {request.path}.{hint}")

    def get(self, request: Request, *args: object, **kwargs: object) -> Response:
        """Stand here so that the view has a method; `initial` has answered."""
        raise NotFound
